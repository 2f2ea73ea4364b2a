#include "../../../src/io/json.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;
using detail::JsonReader;
using detail::JsonToken;

namespace {

std::string pieces(std::string_view text) {
  JsonReader reader("x.json", text);
  std::string result;
  for (JsonToken token = reader.next(); token.kind != JsonToken::end; token = reader.next()) {
    constexpr const char* signs[] = {"{", "}", "[", "]", "k:", "s:", "n:", "b:", "0:"};
    result += signs[token.kind] + std::string(token.text) + " ";
  }
  return result;
}

std::string error_of(std::string_view text) {
  return message_of<FormatError>([&] { pieces(text); });
}

}  // namespace

TEST_CASE("a document comes in pieces", "[io][json]") {
  CHECK(pieces(R"( {"a": [1, -2.5e3, true, null], "b": {"c": "d"}, "e": [], "f": {}} )") ==
        "{ k:a [ n:1 n:-2.5e3 b:true 0:null ] k:b { k:c s:d } k:e [ ] k:f { } } ");
  CHECK(pieces("0") == "n:0 ");
  CHECK(pieces("\"text\"") == "s:text ");
}

TEST_CASE("escapes become letters", "[io][json]") {
  CHECK(pieces(R"(["M\u00f6lkau","a\"b\\c\/d\n","\ud83c\udfeb","\u20ac"])") == "[ s:Mölkau s:a\"b\\c/d\n s:🏫 s:€ ] ");
}

TEST_CASE("what is no JSON is said with line and column", "[io][json]") {
  CHECK(error_of("{\"a\": 1\n \"b\": 2}") == "x.json, line 2: column 2: found '\"', expected ',' or '}'");
  CHECK(error_of("[1, 2") == "x.json, line 1: column 6: found the end of the file, expected ',' or ']'");
  CHECK(error_of("[NaN]") ==
        "x.json, line 1: column 2: found 'NaN', expected a value: JSON has no NaN and no Infinity, write null");
  CHECK(holds(error_of("[-Infinity]"), "JSON has no NaN"));
  CHECK(holds(error_of("[01]"), "found '01', expected a number without a leading zero"));
  CHECK(holds(error_of("[1,]"), "found ']' after a comma"));
  CHECK(holds(error_of("{'a': 1}"), "found ''', expected a name in double quotes"));
  CHECK(holds(error_of("{\"a\" 1}"), "expected ':'"));
  CHECK(holds(error_of("\"abc"), "does not end"));
  CHECK(holds(error_of("\"a\nb\""), "line break"));
  CHECK(holds(error_of("[\"\\x\"]"), "found '\\x'"));
  CHECK(holds(error_of("[\"\\u12\"]"), "four hexadecimal digits"));
  CHECK(holds(error_of("[\"\\ud83c\"]"), "half of a letter"));
  CHECK(holds(error_of("{} {}"), "behind the end"));
  CHECK(holds(error_of("[1.]"), "expected a digit"));
  CHECK(holds(error_of("[tru]"), "expected 'true'"));
  CHECK(holds(error_of("[ö]"), "found 'ö'"));
  CHECK(holds(error_of(""), "found the end of the file"));
}

TEST_CASE("brackets may be nested 200 deep and no deeper", "[io][json]") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK_NOTHROW(pieces(nested(200)));
  CHECK(holds(error_of(nested(201)), "more than 200"));
  CHECK(holds(error_of(std::string(100000, '[')), "more than 200"));
}

TEST_CASE("every beginning of a document is an error, not a crash", "[io][json]") {
  const std::string text = R"({"type": "x", "a": [1.5e-3, "\u00e4\n", {"b": null}], "c": false})";
  for (std::size_t length = 0; length < text.size(); ++length)
    CHECK(error_of(text.substr(0, length)) != "no exception");
  CHECK(error_of(text) == "no exception");
}
