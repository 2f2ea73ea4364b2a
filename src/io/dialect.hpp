// The layouts in which figures are handed out, told apart by a file's bytes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text_file.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/finding.hpp"
#include "werdegang/io/official.hpp"
#include "werdegang/observations/cube.hpp"
#include "werdegang/observations/source.hpp"

namespace werdegang::inline v0::detail {

/// The bytes are in no layout known here, or in one without figures.
class NoTable : public FormatError {
 public:
  NoTable(std::string file, std::string reason) : FormatError(std::move(file), 1, reason), reason_(std::move(reason)) {}
  const std::string& reason() const { return reason_; }

 private:
  std::string reason_;
};

/// One table: its cubes have source 0, its findings speak of one file.
struct Loaded {
  std::vector<Cube> cubes;
  std::optional<Source> source;  ///< none when the table was passed over; a finding says why
  Findings findings;
  std::string dialect;  ///< name of the dialect
  std::string encoding;
  std::string statistic;                      ///< "12411"
  Index records = 0;                          ///< data lines
  std::map<std::string, std::string> labels;  ///< what the file calls its variables
};

/// A layout of text. `detect` looks at the first lines only; `read` takes the file over so that its bytes can be freed
/// before the cubes are built, and throws FormatError for what is no complete table.
struct Dialect {
  std::string_view name;    ///< "pivot"
  std::string_view begins;  ///< how its files begin, for messages
  bool (*detect)(const TextFile&);
  Loaded (*read)(TextFile, const OfficialOptions&);  ///< nullptr: holds no figures, `elsewhere` says what to do
  std::string_view elsewhere;                        ///< "this is ...; read it with ..."
};

/// In the order in which they are asked.
const std::vector<Dialect>& dialects();

/// A file with files inside (an archive, a workbook). `open` takes the bytes over and returns the texts in it, each
/// under a name that says where it was; throws FormatError for what is broken.
struct Container {
  std::string_view name;  ///< "zip"
  bool (*detect)(std::string_view bytes);
  std::vector<RawFile> (*open)(RawFile);
};
const std::vector<Container>& containers();

/// True for the endings that are looked for in a folder, such as ".csv"; case does not matter.
bool is_wanted_ending(std::string_view ending);

/// Reads bytes as whatever they are, or as the named dialect ("" finds out). More than one table comes from a container
/// only. Throws FormatError when they are no table.
std::vector<Loaded> read_bytes(RawFile file, const OfficialOptions& options = {}, std::string_view dialect = "");

}  // namespace werdegang::inline v0::detail
