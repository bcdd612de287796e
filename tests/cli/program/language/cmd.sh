# --lang before everything, then EDCA_LANG, LC_ALL, LC_MESSAGES and LANG; what says neither is Spanish.
say() { env -u LC_ALL -u LC_MESSAGES -u LANG "$@" 2>&1 | head -1; }
say edca explain
say LANG=en_US.UTF-8 edca explain
say LANG=fr_FR.UTF-8 edca explain
say LANG=C edca explain
say LANG=en_US.UTF-8 LC_MESSAGES=es_MX.UTF-8 edca explain
say LC_MESSAGES=es_MX.UTF-8 LC_ALL=en_GB edca explain
say LC_ALL=en_GB EDCA_LANG=es edca explain
say EDCA_LANG=es edca explain --lang en
say EDCA_LANG=en edca --lang es explain
say LANG=en_US.UTF-8 edca explain --lang=es
