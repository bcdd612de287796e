for arguments in "--size 0" "--size x" "--by day" "--as release" "--extension no-such-thing" "--memory 10" "--package-file nowhere.json"; do
  "$EDCA" package --lang en $arguments a.json 2>&1; echo "exit $?"
done
