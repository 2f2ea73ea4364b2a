file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp")
file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/*.hpp")

# With SQLite or without: one of the two is the implementation.
if(WERDEGANG_GEOPACKAGE)
  list(FILTER sources EXCLUDE REGEX "/io/no_geopackage\\.cpp$")
else()
  list(FILTER sources EXCLUDE REGEX "/io/(geopackage|sqlite)[a-z_]*\\.cpp$")
endif()

set(generated "${PROJECT_BINARY_DIR}/generated")
configure_file("${PROJECT_SOURCE_DIR}/include/werdegang/core/version.hpp.in"
  "${generated}/include/werdegang/core/version.hpp" @ONLY)

# The header that includes every other one is made from what is there, so that none is forgotten.
set(umbrella_includes "#include \"werdegang/core/version.hpp\"")
foreach(header IN LISTS headers)
  file(RELATIVE_PATH header "${PROJECT_SOURCE_DIR}/include" "${header}")
  if(header MATCHES "^werdegang/.+/")
    string(APPEND umbrella_includes "\n#include \"${header}\"")
  endif()
endforeach()
configure_file("${PROJECT_SOURCE_DIR}/include/werdegang/werdegang.hpp.in"
  "${generated}/include/werdegang/werdegang.hpp" @ONLY)
set(generated_headers "${generated}/include/werdegang/core/version.hpp" "${generated}/include/werdegang/werdegang.hpp")

file(GLOB_RECURSE catalogue_files CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/catalogue/*.toml" "${PROJECT_SOURCE_DIR}/catalogue/*.csv")
# The list is a file, so that a removed catalogue file rebuilds as well.
list(JOIN catalogue_files "\n" catalogue_list)
file(CONFIGURE OUTPUT "${generated}/catalogue_files.txt" CONTENT "${catalogue_list}" @ONLY)
add_custom_command(
  OUTPUT "${generated}/embedded_catalogue.cpp"
  COMMAND "${CMAKE_COMMAND}"
    "-DROOT=${PROJECT_SOURCE_DIR}/catalogue"
    "-DLIST=${generated}/catalogue_files.txt"
    "-DOUTPUT=${generated}/embedded_catalogue.cpp"
    -P "${PROJECT_SOURCE_DIR}/cmake/EmbedCatalogue.cmake"
  DEPENDS ${catalogue_files} "${generated}/catalogue_files.txt" "${PROJECT_SOURCE_DIR}/cmake/EmbedCatalogue.cmake"
  COMMENT "Embedding the catalogue"
  VERBATIM)

if(NOT MSVC)
  set_source_files_properties("${generated}/embedded_catalogue.cpp" PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
endif()

add_library(werdegang ${sources} "${generated}/embedded_catalogue.cpp")
add_library(werdegang::werdegang ALIAS werdegang)
target_sources(werdegang PUBLIC FILE_SET HEADERS
  BASE_DIRS "${PROJECT_SOURCE_DIR}/include" "${generated}/include"
  FILES ${headers} ${generated_headers})
target_compile_features(werdegang PUBLIC cxx_std_20)
target_include_directories(werdegang PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(werdegang
  PUBLIC Threads::Threads $<BUILD_INTERFACE:werdegang_sanitizers>
  PRIVATE $<BUILD_INTERFACE:werdegang_dependencies>
          $<BUILD_INTERFACE:werdegang_warnings>
          $<BUILD_INTERFACE:werdegang_numerics>)
if(WERDEGANG_GEOPACKAGE)
  target_link_libraries(werdegang PRIVATE $<BUILD_INTERFACE:werdegang_sqlite> $<INSTALL_INTERFACE:SQLite::SQLite3>)
endif()

# A shared library shows its whole API; a static one stays hidden inside whatever links it.
get_target_property(library_type werdegang TYPE)
if(library_type STREQUAL "SHARED_LIBRARY")
  set_target_properties(werdegang PROPERTIES
    CXX_VISIBILITY_PRESET default VISIBILITY_INLINES_HIDDEN OFF WINDOWS_EXPORT_ALL_SYMBOLS ON
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
else()
  set_target_properties(werdegang PROPERTIES
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
endif()
# A parent project may build itself as unity; our sources have equal names in their anonymous namespaces.
set_target_properties(werdegang PROPERTIES CXX_EXTENSIONS OFF UNITY_BUILD OFF)

# Each opt-in header with the library that it opens the door to; an install offers the same as components.
foreach(component bgl eigen)
  add_library(werdegang_${component} INTERFACE)
  add_library(werdegang::${component} ALIAS werdegang_${component})
endforeach()
target_link_libraries(werdegang_bgl INTERFACE werdegang::werdegang Boost::headers)
target_link_libraries(werdegang_eigen INTERFACE werdegang::werdegang Eigen3::Eigen)
