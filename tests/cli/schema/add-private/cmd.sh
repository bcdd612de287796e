# Addresses of this machine and of its networks are asked only where that is said.
export EDCA_DATA=$PWD/data LC_ALL=C.UTF-8 no_proxy='*' NO_PROXY='*'
mkdir ocds_park_extension; echo '{"name": "Park"}' > ocds_park_extension/extension.json
coproc SERVER { python3 serve.py; }
read -r address <&"${SERVER[0]}"
trap 'exec {SERVER[1]}>&-' EXIT
port=${address##*:}
add() { "$EDCA" schema add "$@" 2>&1 | sed "s#$PWD#DIR#g; s#:$port#:PORT#g"; echo "exit ${PIPESTATUS[0]}"; }
add --lang en "$address/ocds_park_extension"
add --lang es "http://localhost:$port/ocds_park_extension.zip"
add --lang en "http://[::ffff:127.0.0.1]:$port/ocds_park_extension"
add --lang en http://10.255.255.1/ocds_park_extension
add --lang en --allow-private "$address/ocds_park_extension"
