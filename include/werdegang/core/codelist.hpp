// Code lists carry the meaning of a breakdown: totals, parts, of-which, bounds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// One code. `part`s of an exhaustive list add up to the total; an `of_which` is never added.
struct Member {
  enum Kind : std::uint8_t { total, part, of_which };
  std::string code, label_de, label_en;
  Index parent = -1;
  Kind kind = part;
  std::optional<double> from, to;  ///< years of age, [from, to); an open class lacks one of them
  bool operator==(const Member&) const = default;
};

/// Shared and immutable once built; positions in `members` are the codes of a column.
struct Codelist {
  std::string name;
  std::string label_de, label_en;
  std::vector<Member> members;
  bool exhaustive = false;
  bool operator==(const Codelist&) const = default;

  /// Position of a code, -1 when absent. O(members).
  Index find(std::string_view code) const;
  /// Position of the total, -1 when the list has none.
  Index total() const;
};

using CodelistPtr = std::shared_ptr<const Codelist>;

/// An age class from its code: "0-2" is [0, 3), "7" is [7, 8), "65+" is [65, ), "-19" is ( , 20), "total".
/// Throws InvalidArgument for anything else.
Member age_member(std::string_view code);
/// True when the text has the form of an age code.
bool is_age_code(std::string_view code);
/// The code of an official German label: "3 bis unter 6 Jahre" -> "3-5", "unter 1 Jahr" -> "0",
/// "90 Jahre und mehr" -> "90+", "Insgesamt" -> "total"; empty when the label is no age class.
/// `open_below`: "unter 20 Jahre" becomes "-19" (mothers) instead of "0-19".
std::string age_code_from_label(std::string_view label, bool open_below = false);

/// The complement inside a two-part exhaustive list (male of female), -1 otherwise.
Index complement_of(const Codelist& list, Index member);

}  // namespace werdegang::inline v0
