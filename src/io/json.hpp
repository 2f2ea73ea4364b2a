// Reading JSON (RFC 8259) piece by piece, without holding it as a tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0::detail {

/// One piece. `text` is a key or string without escapes, or a number or literal as printed; it lives until the next
/// call.
struct JsonToken {
  enum Kind : std::uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    number,
    boolean,
    null,
    end
  };
  Kind kind = end;
  std::string_view text;
};

/// Steps through a document; throws FormatError with line and column where it is no JSON, and for more than 200 levels.
class JsonReader {
 public:
  JsonReader(std::string name, std::string_view bytes) : name_(std::move(name)), bytes_(bytes) {}

  JsonToken next();
  /// Steps over one value whose first token was taken; gives its text as printed.
  std::string_view skip(const JsonToken& first);
  /// Where the last token began, 1-based; the column counts bytes. O(bytes since the last call).
  Index line();
  Index column() const;
  [[noreturn]] void fail(const std::string& found_expected);

 private:
  char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }
  void step_over_blanks();
  void step_over_separator();
  JsonToken value();
  JsonToken open(char closing, JsonToken::Kind kind);
  JsonToken close(JsonToken::Kind kind);
  JsonToken literal(std::string_view word, JsonToken::Kind kind);
  JsonToken number();
  std::string_view quoted();
  void escaped();
  unsigned four_digits();
  void append_point(unsigned point);
  std::string found() const;

  std::string name_;
  std::string_view bytes_;
  std::size_t at_ = 0, start_ = 0, counted_ = 0, line_start_ = 0;
  Index line_ = 1;
  std::vector<char> open_;    ///< the brackets that are to be closed
  bool after_value_ = false;  ///< a comma or a closing bracket must follow
  bool after_key_ = false;
  bool after_comma_ = false;
  std::string buffer_;
};

}  // namespace werdegang::inline v0::detail
