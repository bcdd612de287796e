edca validate --lang en --color always a.json | head -1 | cat -v
edca validate --lang en --color never a.json | head -1 | cat -v
edca validate --lang en a.json | head -1 | cat -v
CLICOLOR_FORCE=1 edca validate --lang en a.json | head -1 | cat -v
CLICOLOR_FORCE=1 edca validate --lang en --color never a.json | head -1 | cat -v
edca validate --lang en --color always --format jsonl a.json | head -1 | cut -c 1-24 | cat -v
