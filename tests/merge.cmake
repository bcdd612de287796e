# The merge against the reference implementation, ocds-merge 0.8: random releases, for which its program
# comes from the package index, and the pairs of its own suite, from the reference data.
add_executable(merge_driver differential/merge_driver.cpp)
edca_target(merge_driver)
target_include_directories(merge_driver PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_include_directories(merge_driver SYSTEM PRIVATE ${EDCA_HEADER_DIRS})
target_link_libraries(merge_driver PRIVATE edca ${EDCA_LINK_LIBRARIES})

set(merge_compare Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/differential/merge_compare.py"
    --driver "$<TARGET_FILE:merge_driver>")
set(sets_1.0 4000)
set(sets_1.1 20000)
foreach(version IN ITEMS 1.0 1.1)
  edca_sampled_test(merge.reference-${version} TIMEOUT 3600
    COMMAND ${merge_compare} --scratch "${CMAKE_CURRENT_BINARY_DIR}/merge"
            --schema "${PROJECT_SOURCE_DIR}/schemas/ocds/${version}/release-schema.json"
    SHORT --sets 2000 LONG --sets ${sets_${version}})
  set_tests_properties(merge.reference-${version} merge.reference-${version}.long PROPERTIES
    SKIP_RETURN_CODE 77 RESOURCE_LOCK merge)
endforeach()
edca_test(merge.fixtures ${merge_compare} --fixtures "${EDCA_SHARED_DATA}/oracles/ocds-merge/fixtures")
set_tests_properties(merge.fixtures PROPERTIES SKIP_RETURN_CODE 77)
