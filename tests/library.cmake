# Golden cases of the command line through the library alone (tests/library): the same arguments,
# the same output, messages and exit code. Left out are cases about the command line itself and
# about signals, and those that run commands which the library's program does not have.
file(GLOB library_sources CONFIGURE_DEPENDS library/*.cpp)
add_executable(edca_library ${library_sources})
edca_target(edca_library)
target_include_directories(edca_library PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/library" "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(edca_library PRIVATE edca)

set(only_program diff/help-en diff/help-es merge/usage merge/killed package/help-en package/help-es package/usage
    upgrade/usage)
file(GLOB cases RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}/cli" CONFIGURE_DEPENDS
     cli/diff/* cli/merge/* cli/package/* cli/upgrade/*)
list(REMOVE_ITEM cases ${only_program})
# Of publish, those that publish to a folder and read no edca.toml.
list(APPEND cases publish/dry-run publish/folder publish/invalid publish/json publish/rewrite-en publish/rewrite-es
     publish/status)
foreach(case IN LISTS cases)
  edca_test(library.${case} "${CMAKE_COMMAND}" "-DEDCA=$<TARGET_FILE:edca_library>"
            "-DCASE=${CMAKE_CURRENT_SOURCE_DIR}/cli/${case}"
            "-DSCRATCH=${CMAKE_CURRENT_BINARY_DIR}/library/${case}"
            -P "${CMAKE_CURRENT_SOURCE_DIR}/cli/run.cmake")
endforeach()
