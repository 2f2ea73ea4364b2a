#include "json.hpp"

#include <algorithm>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::size_t deepest = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Index JsonReader::line() {
  for (; counted_ < start_; ++counted_)
    if (bytes_[counted_] == '\n') ++line_, line_start_ = counted_ + 1;
  return line_;
}

Index JsonReader::column() const { return static_cast<Index>(start_ - line_start_) + 1; }

void JsonReader::fail(const std::string& found_expected) {
  const Index at_line = line();
  throw FormatError(name_, at_line, "column " + std::to_string(column()) + ": " + found_expected);
}

/// What stands here, for a message.
std::string JsonReader::found() const {
  if (at_ >= bytes_.size()) return "found the end of the file";
  std::size_t end = at_;
  while (end < bytes_.size() && end - at_ < 12 && (is_letter(bytes_[end]) || is_digit(bytes_[end]))) ++end;
  if (end == at_) {
    ++end;
    while (end < bytes_.size() && (static_cast<unsigned char>(bytes_[end]) & 0xc0) == 0x80) ++end;
  }
  return "found '" + std::string(bytes_.substr(at_, end - at_)) + "'";
}

void JsonReader::step_over_blanks() {
  while (at_ < bytes_.size() &&
         (bytes_[at_] == ' ' || bytes_[at_] == '\n' || bytes_[at_] == '\r' || bytes_[at_] == '\t'))
    ++at_;
  start_ = at_;
}

/// A comma between two values; a closing bracket is left to the caller.
void JsonReader::step_over_separator() {
  after_comma_ = false;
  if (!after_value_) return;
  if (peek() == ',') {
    ++at_;
    after_comma_ = true;
    after_value_ = false;
    step_over_blanks();
  } else if (peek() != open_.back()) {
    fail(found() + ", expected ',' or '" + std::string(1, open_.back()) + "'");
  }
}

JsonToken JsonReader::next() {
  step_over_blanks();
  if (open_.empty()) {
    if (!after_value_) return value();
    if (at_ < bytes_.size()) fail(found() + " behind the end of the document, expected nothing more");
    return {JsonToken::end, {}};
  }
  if (after_key_) {
    after_key_ = false;
    return value();
  }
  step_over_separator();
  if (peek() == open_.back()) {
    if (after_comma_) fail(found() + " after a comma, expected another value");
    return close(open_.back() == '}' ? JsonToken::end_object : JsonToken::end_array);
  }
  if (open_.back() == ']') return value();
  if (peek() != '"') fail(found() + ", expected a name in double quotes or '}'");
  const auto name = quoted();
  const std::size_t begin = start_;
  step_over_blanks();
  if (peek() != ':') fail(found() + ", expected ':' behind the name");
  ++at_;
  start_ = begin;
  after_key_ = true;
  return {JsonToken::key, name};
}

JsonToken JsonReader::value() {
  const char c = peek();
  if (c == '{') return open('}', JsonToken::begin_object);
  if (c == '[') return open(']', JsonToken::begin_array);
  after_value_ = true;
  if (c == '"') return {JsonToken::string, quoted()};
  if (c == 't') return literal("true", JsonToken::boolean);
  if (c == 'f') return literal("false", JsonToken::boolean);
  if (c == 'n') return literal("null", JsonToken::null);
  if (c == '-' || is_digit(c)) return number();
  fail(found() + ", expected a value" +
       (c == 'N' || c == 'I' ? ": JSON has no NaN and no Infinity, write null" : std::string()));
}

JsonToken JsonReader::open(char closing, JsonToken::Kind kind) {
  if (open_.size() == deepest) fail("more than 200 brackets are open");
  open_.push_back(closing);
  after_value_ = false;
  ++at_;
  return {kind, {}};
}

JsonToken JsonReader::close(JsonToken::Kind kind) {
  open_.pop_back();
  after_value_ = true;
  ++at_;
  return {kind, {}};
}

JsonToken JsonReader::literal(std::string_view word, JsonToken::Kind kind) {
  if (!bytes_.substr(at_).starts_with(word)) fail(found() + ", expected '" + std::string(word) + "'");
  at_ += word.size();
  return {kind, word};
}

JsonToken JsonReader::number() {
  const auto digits = [&] {
    const std::size_t first = at_;
    while (is_digit(peek())) ++at_;
    if (at_ == first) fail(found() + " in a number, expected a digit");
  };
  if (peek() == '-') ++at_;
  const bool zero = peek() == '0';
  if (peek() == 'I') fail("found '-Infinity', expected a value: JSON has no NaN and no Infinity, write null");
  digits();
  const auto whole = bytes_.substr(start_, at_ - start_);
  if (zero && whole.size() > (whole.front() == '-' ? 2u : 1u))
    fail("found '" + std::string(whole) + "', expected a number without a leading zero, or text in quotes");
  if (peek() == '.') ++at_, digits();
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    digits();
  }
  return {JsonToken::number, bytes_.substr(start_, at_ - start_)};
}

std::string_view JsonReader::quoted() {
  const std::size_t first = ++at_;
  bool plain = true;
  buffer_.clear();
  for (;; ++at_) {
    if (at_ >= bytes_.size()) fail("the text in quotes does not end, expected '\"'");
    const char c = bytes_[at_];
    if (c == '"') break;
    if (static_cast<unsigned char>(c) < 0x20) fail("a line break or control sign in a text, expected '\\n' or '\"'");
    if (c == '\\') {
      if (plain) buffer_.assign(bytes_.substr(first, at_ - first));
      plain = false;
      escaped();
    } else if (!plain) {
      buffer_ += c;
    }
  }
  ++at_;
  return plain ? bytes_.substr(first, at_ - 1 - first) : std::string_view(buffer_);
}

void JsonReader::escaped() {
  constexpr std::string_view names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  ++at_;
  const char c = peek();
  if (const auto known = names.find(c); c != '\0' && known != std::string_view::npos) {
    buffer_ += meanings[known];
    return;
  }
  if (c != 'u')
    fail("found '\\" + std::string(1, c ? c : ' ') + "' in a text, expected an escape such as \\n or \\u00e4");
  unsigned point = four_digits();
  if (point >= 0xd800 && point < 0xdc00 && bytes_.substr(at_ + 1).starts_with("\\u")) {
    at_ += 2;
    const unsigned low = four_digits();
    point = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00) : 0xd800;
  }
  if (point >= 0xd800 && point < 0xe000) fail("half of a letter in '\\u...', expected both halves");
  append_point(point);
}

unsigned JsonReader::four_digits() {
  unsigned point = 0;
  for (int i = 0; i < 4; ++i) {
    ++at_;
    const char c = peek();
    const int digit = is_digit(c)            ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) fail("found '\\u' without four hexadecimal digits in a text");
    point = point * 16 + static_cast<unsigned>(digit);
  }
  return point;
}

void JsonReader::append_point(unsigned point) {
  const auto put = [&](unsigned byte) { buffer_ += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xc0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      put(0xe0 | (point >> 12));
    } else {
      put(0xf0 | (point >> 18));
      put(0x80 | ((point >> 12) & 0x3f));
    }
    put(0x80 | ((point >> 6) & 0x3f));
  }
  put(0x80 | (point & 0x3f));
}

std::string_view JsonReader::skip(const JsonToken& first) {
  const std::size_t begin = start_;
  if (first.kind == JsonToken::begin_object || first.kind == JsonToken::begin_array) {
    const std::size_t depth = open_.size();
    while (open_.size() >= depth) next();
  }
  return bytes_.substr(begin, at_ - begin);
}

}  // namespace werdegang::inline v0::detail
