# Man pages, completions and packages (cpack): a .deb, and a tarball whose program links everything
# but libc statically when the build has EDCA_STATIC.

find_package(Python3 COMPONENTS Interpreter)
set(made "${PROJECT_BINARY_DIR}/package")
set(shells bash zsh fish)
foreach(shell IN LISTS shells)
  add_custom_command(OUTPUT "${made}/edca.${shell}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${made}"
    COMMAND edca_program completion ${shell} --lang es --overwrite --output "${made}/edca.${shell}"
    DEPENDS edca_program VERBATIM)
endforeach()
list(TRANSFORM shells PREPEND "${made}/edca." OUTPUT_VARIABLE completions)
add_custom_target(edca_completions ALL DEPENDS ${completions})
set(data "${CMAKE_INSTALL_DATADIR}")
install(FILES "${made}/edca.bash" DESTINATION "${data}/bash-completion/completions" RENAME edca COMPONENT program)
install(FILES "${made}/edca.zsh" DESTINATION "${data}/zsh/vendor-completions" RENAME _edca COMPONENT program)
install(FILES "${made}/edca.fish" DESTINATION "${data}/fish/vendor_completions.d" COMPONENT program)

if(Python3_FOUND)
  file(GLOB pages CONFIGURE_DEPENDS docs/commands/*.md docs/es/commands/*.md
       docs/README.md docs/es/README.md)
  add_custom_command(OUTPUT "${made}/man/man1/edca.1.gz"
    COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/scripts/make-man" --root "${PROJECT_SOURCE_DIR}"
            --output "${made}/man" --version ${PROJECT_VERSION}
    DEPENDS ${pages} scripts/make-man VERBATIM)
  add_custom_target(edca_man ALL DEPENDS "${made}/man/man1/edca.1.gz")
  install(DIRECTORY "${made}/man/" DESTINATION "${CMAKE_INSTALL_MANDIR}" COMPONENT program)
else()
  message(STATUS "edca: Python not found; packages will have no man pages")
endif()

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_CONTACT "edca maintainers <edca@example.org>")
set(CPACK_PACKAGE_VENDOR edca)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_DEB_COMPONENT_INSTALL TRUE)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME edca)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS TRUE)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libcurl4, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_ARCHIVE_COMPONENT_INSTALL TRUE)
# A tarball unpacks into a folder of its own, a .deb must not.
file(WRITE "${PROJECT_BINARY_DIR}/package/generator.cmake"
  "if(CPACK_GENERATOR STREQUAL TGZ)\n  set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY TRUE)\nendif()\n")
set(CPACK_PROJECT_CONFIG_FILE "${PROJECT_BINARY_DIR}/package/generator.cmake")
set(CPACK_PACKAGE_FILE_NAME "edca-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_ARCHIVE_PROGRAM_FILE_NAME "${CPACK_PACKAGE_FILE_NAME}")
include(CPack)
