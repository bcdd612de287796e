# What bash offers; `complete` is called as readline would.
eval "$("$EDCA" completion bash --lang en)"
offer() {
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
  _edca
  printf '%s => %s\n' "$*" "${COMPREPLY[*]}"
}
offer edca va
offer edca validate --format ""
offer edca validate --group-by p
offer edca schema ""
offer edca schema show --cod
offer edca --lang ""
offer edca explain schema.req
touch data.json
offer edca validate da
offer edca validate --output da
offer edca validate --profile oc
offer edca validate --only mo
offer edca validate --jobs ""
offer edca validate --extension lot
offer edca schema show edca-m
offer edca completion ""
offer edca publish st
offer edca validate --only = mo
offer edca validate --format =
offer edca schema show --codelist metr
offer edca schema show aut
