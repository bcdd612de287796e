# Checks one sample: cmake -DEDCA=<program> -DSAMPLE=<folder> -DSCRATCH=<folder> -P samples.cmake
#
# good.json must give no error and no warning; bad.json must print exactly out.txt in English and
# out.es.txt in Spanish; instead of JSON it may be good.csv, or a folder good, and bad likewise; in a folder with the name of a rule that rule must be among them. A file `args` adds arguments. EDCA_UPDATE=1 writes both texts anew.

include("${CMAKE_CURRENT_LIST_DIR}/cli/compare.cmake")

set(arguments "")
if(EXISTS "${SAMPLE}/args")
  file(READ "${SAMPLE}/args" line)
  separate_arguments(arguments UNIX_COMMAND "${line}")
endif()
foreach(kind good bad)
  set(${kind} "")
  foreach(ending .json .csv "")
    if(NOT ${kind} AND EXISTS "${SAMPLE}/${kind}${ending}")
      set(${kind} "${kind}${ending}")
    endif()
  endforeach()
endforeach()
if(NOT good AND NOT bad)
  message(FATAL_ERROR "${SAMPLE} has neither good.json nor bad.json")
endif()
file(MAKE_DIRECTORY "${SCRATCH}")

if(good)
  execute_process(COMMAND "${EDCA}" validate --lang en --format json ${arguments} ${good}
                  WORKING_DIRECTORY "${SAMPLE}" OUTPUT_VARIABLE report ERROR_VARIABLE talk RESULT_VARIABLE exit)
  string(JSON errors ERROR_VARIABLE broken GET "${report}" summary errors)
  string(JSON warnings ERROR_VARIABLE broken GET "${report}" summary warnings)
  if(NOT exit EQUAL 0 OR NOT errors STREQUAL "0" OR NOT warnings STREQUAL "0" OR talk)
    message(FATAL_ERROR "${good} is not good: exit code ${exit}\n${talk}${report}")
  endif()
endif()

if(bad)
  set(languages en es)
  set(texts out.txt out.es.txt)
  foreach(language text IN ZIP_LISTS languages texts)
    execute_process(COMMAND "${EDCA}" validate --lang ${language} --color never ${arguments} ${bad}
                    WORKING_DIRECTORY "${SAMPLE}" OUTPUT_FILE "${SCRATCH}/${text}"
                    ERROR_VARIABLE talk RESULT_VARIABLE exit)
    file(SIZE "${SCRATCH}/${text}" size)
    if(NOT exit MATCHES "^[012]$" OR size EQUAL 0 OR (talk AND NOT exit EQUAL 2))
      message(FATAL_ERROR "${bad} (${language}): exit code ${exit}, ${size} bytes on stdout\n${talk}")
    endif()
    file(READ "${SCRATCH}/${text}" printed)
    get_filename_component(name "${SAMPLE}" NAME)
    string(FIND "${printed}" "[${name}]" place)
    if(name MATCHES "[.]" AND place EQUAL -1)
      message(FATAL_ERROR "${bad} (${language}) gives no finding ${name}:\n${printed}")
    endif()
    compare("${SAMPLE}/${text}" "${SCRATCH}/${text}")
  endforeach()
  finish_comparison()
endif()
