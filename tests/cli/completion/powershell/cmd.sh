# Only ASCII, since Windows PowerShell reads scripts in the code page of the system; each command once; and some lines.
"$EDCA" completion powershell --lang es > script.ps1
LC_ALL=C grep -c '[^ -~]' script.ps1
sed -n '/^  \$words = @{/,/^  }/s/^    \(.*\) = @(.*/\1/p' script.ps1 | sort -f | uniq -di
grep -E "^    '(validate --group-by|validate --jobs|schema)' = " script.ps1
sed -n '/^  }/,$p' script.ps1 | sed '1,/^  \$path/d' | head -n 4
"$EDCA" completion powershell --lang en | cmp - script.ps1 && echo same in both languages
