// Records of separated values, with quotes and line breaks inside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0::detail {

struct CsvRecord {
  std::vector<std::string> fields;
  Index line = 0;  ///< on which it begins, 1-based
};

/// The sign that separates most fields of the first lines: ';', ',', a tab or '|'; 0 when there is none.
char find_separator(std::string_view utf8);
/// Steps over one record. False at the end. Throws FormatError for a quote that does not end.
class CsvReader {
 public:
  CsvReader(std::string name, std::string_view utf8, char separator)
      : name_(std::move(name)), rest_(utf8), separator_(separator) {}
  bool next(CsvRecord& record);

 private:
  void quoted(std::string& field);

  std::string name_;
  std::string_view rest_;
  char separator_;
  Index line_ = 1;
};

}  // namespace werdegang::inline v0::detail
