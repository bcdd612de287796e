# Golden cases of the command line through the library alone (tests/library): the same arguments,
# the same output, messages and exit code. Left out are cases about the command line itself and
# about signals, and those that run commands which the library's program does not have.
file(GLOB library_sources CONFIGURE_DEPENDS library/*.cpp)
add_executable(edca_library ${library_sources})
edca_target(edca_library)
edca_precompile(edca_library)
target_include_directories(edca_library PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/library" "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(edca_library PRIVATE edca)

# In the cases the program is called edca.
set_target_properties(edca_library PROPERTIES
  OUTPUT_NAME edca RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/library/program$<0:>")

set(only_program merge/usage merge/killed package/usage upgrade/usage explain/unknown validate/color
    validate/encoding-unknown validate/engine-valijson validate/schema-references validate/tables-repeated)
file(GLOB cases RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}/cli" CONFIGURE_DEPENDS cli/diff/* cli/merge/* cli/package/*
     cli/budget/* cli/convert/* cli/flatten/* cli/unflatten/* cli/indicators/* cli/select/*
     cli/upgrade/* cli/validate/* cli/schema/* cli/explain/* cli/info/*)
list(REMOVE_ITEM cases ${only_program})
list(FILTER cases EXCLUDE REGEX "/(help|usage)")
# Of publish, those that publish to a folder and read no edca.toml.
list(APPEND cases publish/dry-run publish/folder publish/invalid publish/json publish/rewrite-en publish/rewrite-es
     publish/status)
foreach(case IN LISTS cases)
  edca_test(library.${case} "${CMAKE_COMMAND}" "-DEDCA=$<TARGET_FILE:edca_library>"
            "-DCASE=${CMAKE_CURRENT_SOURCE_DIR}/cli/${case}"
            "-DSCRATCH=${CMAKE_CURRENT_BINARY_DIR}/library/${case}"
            -P "${CMAKE_CURRENT_SOURCE_DIR}/cli/run.cmake")
endforeach()
