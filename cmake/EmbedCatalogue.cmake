# cmake -DROOT=<catalogue> -DLIST=<file of paths> -DOUTPUT=<file.cpp> -P EmbedCatalogue.cmake
# Writes one source file that holds every catalogue file as text, in pieces below the 16 kB that MSVC takes in one literal.
set(limit 15000)
file(STRINGS "${LIST}" files ENCODING UTF-8)
list(SORT files)

set(contents "")
set(table "")
set(number 0)
foreach(file IN LISTS files)
  file(RELATIVE_PATH path "${ROOT}" "${file}")
  file(READ "${file}" text)
  string(APPEND contents "constexpr std::string_view file_${number} =")
  string(LENGTH "${text}" length)
  if(length EQUAL 0)
    string(APPEND contents " \"\"")
  endif()
  while(length GREATER 0)
    set(size ${length})
    if(length GREATER limit)
      string(SUBSTRING "${text}" 0 ${limit} window)
      # Cut after a line, so that no character is cut in two.
      string(FIND "${window}" "\n" size REVERSE)
      if(size LESS 0)
        message(FATAL_ERROR "${file}: a line is longer than ${limit} bytes and cannot be embedded")
      endif()
      math(EXPR size "${size} + 1")
    endif()
    string(SUBSTRING "${text}" 0 ${size} piece)
    string(SUBSTRING "${text}" ${size} -1 text)
    math(EXPR length "${length} - ${size}")
    string(APPEND contents "\n    R\"werdegang(${piece})werdegang\"")
  endwhile()
  string(APPEND contents "sv;\n")
  string(APPEND table "    {\"${path}\", file_${number}},\n")
  math(EXPR number "${number} + 1")
endforeach()

if(number EQUAL 0)
  set(body "std::span<const EmbeddedFile> embedded_catalogue() { return {}; }\n")
else()
  set(body "std::span<const EmbeddedFile> embedded_catalogue() {
  static constexpr EmbeddedFile files[] = {
${table}  };
  return files;
}\n")
endif()
file(WRITE "${OUTPUT}" "#include \"core/embedded.hpp\"

namespace werdegang::inline v0::detail {
namespace {
using namespace std::string_view_literals;
${contents}}  // namespace

${body}
}  // namespace werdegang::inline v0::detail\n")
