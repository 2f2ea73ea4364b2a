// The data's defects: values with a stable code, never exceptions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

struct Finding {
  enum Severity : std::uint8_t { info, warning, error };
  std::string code;
  Severity severity = warning;
  Index source = -1;  ///< position in Findings::sources
  Index row = -1;     ///< line in the file, 1-based
  Index column = -1;  ///< field in the line, 1-based
  /// In the order of the registry's `arguments`. Texts in two languages are made by `bilingual` and `labelled`.
  std::vector<std::string> args;
  bool operator==(const Finding&) const = default;
};

/// Findings with the names of the files they speak of.
struct Findings {
  std::vector<Finding> items;
  std::vector<std::string> sources;
  bool operator==(const Findings&) const = default;

  Index size() const { return static_cast<Index>(items.size()); }
  /// Adds a finding with the severity of the registry; throws UnknownName for a code that is not in it.
  void add(std::string_view code, std::vector<std::string> args, Index source = -1, Index row = -1, Index column = -1);
  /// Appends others, moving their source positions behind ours.
  void append(const Findings& other);
  /// Those about the region itself, then its state, then Germany, then those that list it among many. O(n).
  Findings for_region(std::string_view region) const;
  Index count(Finding::Severity severity) const;
};

/// A value and what was odd on the way to it.
template <class T>
struct Built {
  T value;
  Findings findings;
  bool operator==(const Built&) const = default;
};

/// One entry of the registry: the text is a sentence with {named} arguments.
struct FindingKind {
  std::string code;
  Finding::Severity severity = Finding::warning;
  std::vector<std::string> arguments;
  std::string text_de, text_en;
};

const std::vector<FindingKind>& finding_kinds();
const FindingKind& finding_kind(std::string_view code);
/// The sentence of a finding in "de" or "en".
std::string message(const Finding& finding, std::string_view language = "de");
/// An argument that reads differently in German and English.
std::string bilingual(std::string_view german, std::string_view english);
/// An identifier that reads as its label.
std::string labelled(std::string_view id, std::string_view german, std::string_view english);
/// The identifier of a labelled argument, the German text of a bilingual one, else the argument.
std::string_view plain_argument(std::string_view argument);
std::string_view to_string(Finding::Severity severity);

}  // namespace werdegang::inline v0
