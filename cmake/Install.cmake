include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS werdegang EXPORT werdegangTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT cpp
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT cpp NAMELINK_COMPONENT cpp
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT cpp
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT cpp)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/werdegang)
install(EXPORT werdegangTargets NAMESPACE werdegang:: DESTINATION ${package_dir} COMPONENT cpp)
set(WERDEGANG_CONFIG_NEEDS_SQLITE FALSE)
if(WERDEGANG_GEOPACKAGE AND NOT library_type STREQUAL "SHARED_LIBRARY")
  set(WERDEGANG_CONFIG_NEEDS_SQLITE TRUE)
endif()
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/werdegangConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/werdegangConfig.cmake" INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/werdegangConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/werdegangConfig.cmake" "${PROJECT_BINARY_DIR}/werdegangConfigVersion.cmake"
  DESTINATION ${package_dir} COMPONENT cpp)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT cpp)

# For builds without CMake. Paths are relative to the file itself, so that an install may be moved.
foreach(kind include lib)
  string(TOUPPER "CMAKE_INSTALL_${kind}DIR" variable)
  set(pkgconfig_${kind}dir "\${prefix}/${${variable}}")
  if(IS_ABSOLUTE "${${variable}}")
    set(pkgconfig_${kind}dir "${${variable}}")
  endif()
endforeach()
file(RELATIVE_PATH prefix_from_pkgconfig "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" prefix_from_pkgconfig "${prefix_from_pkgconfig}")
# Whoever links the static library links what it uses, with or without --static.
set(pkgconfig_requires "")
set(pkgconfig_libs "")
set(pkgconfig_private_libs "")
if(CMAKE_THREAD_LIBS_INIT)
  set(threads " ${CMAKE_THREAD_LIBS_INIT}")
elseif(NOT WIN32)
  set(threads " -pthread")
endif()
if(library_type STREQUAL "SHARED_LIBRARY")
  set(pkgconfig_private_libs "${threads}")
else()
  set(pkgconfig_libs "${threads}")
  if(WERDEGANG_GEOPACKAGE)
    set(pkgconfig_requires "\nRequires: sqlite3")
  endif()
endif()
configure_file("${CMAKE_CURRENT_LIST_DIR}/werdegang.pc.in" "${PROJECT_BINARY_DIR}/werdegang.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/werdegang.pc" DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT cpp)
