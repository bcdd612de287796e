# Golden cases of the command line: tests/cli/<command>/<case>/ with `cmd` or `cmd.sh`.
file(GLOB cases RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}/cli" CONFIGURE_DEPENDS cli/*/*)
foreach(case IN LISTS cases)
  if(NOT IS_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}/cli/${case}")
    message(FATAL_ERROR "tests/cli/${case}: a case is a folder")
  endif()
  edca_test(cli.${case} "${CMAKE_COMMAND}" "-DEDCA=${edca_program}"
            "-DCASE=${CMAKE_CURRENT_SOURCE_DIR}/cli/${case}"
            "-DSCRATCH=${CMAKE_CURRENT_BINARY_DIR}/cli/${case}"
            -P "${CMAKE_CURRENT_SOURCE_DIR}/cli/run.cmake")
endforeach()
if(NOT cases)
  edca_failing_test(cli "tests/cli/ holds no case")
endif()
