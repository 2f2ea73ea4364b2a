#include "werdegang/compute/formula.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "functions.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// Letters of the Latin alphabets beyond ASCII are two bytes in UTF-8, the first of them C3 to C9; no sign that stands
/// for an operator or a blank begins so.
bool is_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) || c == '_' || (byte >= 0x80 && byte < 0xc0) || (byte >= 0xc3 && byte <= 0xc9);
}

/// Codes may hold a hyphen, a plus, a dot or a slash: 0-2, 65+, -19, 2014/15, WZ.8.
bool is_code(char c) {
  return is_name(c) || c == '-' || c == '+' || c == '.' || c == '/' || (static_cast<unsigned char>(c) & 0x80);
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { formula_.text = std::string(text); }

  Formula formula() {
    sum(0);
    end();
    if (formula_.references.empty()) fail("a variable", 0);
    return std::move(formula_);
  }

  Reference reference_alone() {
    skip();
    const std::size_t start = at_;
    reference(word("a variable"), start);
    end();
    return formula_.references.front();
  }

 private:
  static constexpr int deepest = 100;
  /// Trees are walked by recursion.
  static constexpr std::size_t most_nodes = 12'000;
  static constexpr std::size_t longest_shown = 300;

  [[noreturn]] void fail(const std::string& expected, std::size_t at) const {
    constexpr std::size_t shown = 12;
    std::size_t end = std::min(at + shown, text_.size());
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xc0) == 0x80) ++end;
    const std::string found = at < text_.size() ? "'" + std::string(text_.substr(at, end - at)) + "'" : "the end";
    const std::string shown_text =
        text_.size() <= longest_shown ? std::string(text_) : std::string(text_.substr(0, longest_shown)) + " ...";
    throw FormulaError(shown_text, static_cast<long long>(at), "found " + found + ", expected " + expected);
  }

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void need(char c) {
    if (!take(c)) fail(std::string("'") + c + "'", at_);
  }
  void end() {
    skip();
    if (at_ == text_.size()) return;
    const char sign = text_[at_];
    fail(sign == ','   ? "an operator or the end (decimals have a point: 0.5)"
         : sign == ':' ? "an operator or the end (a quotient is written with /)"
         : sign == '%' ? "an operator or the end (per cent is written 100 * ...)"
                       : "an operator or the end",
         at_);
  }
  std::string word(const std::string& expected) {
    skip();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    if (at_ == start) fail(expected, start);
    return std::string(text_.substr(start, at_ - start));
  }

  Index push(Formula::Node node) {
    if (formula_.nodes.size() == most_nodes) fail("at most 6000 numbers and variables", at_);
    formula_.nodes.push_back(node);
    return static_cast<Index>(formula_.nodes.size()) - 1;
  }
  Index join(Formula::Operation operation, Index left, Index right) { return push({operation, 0, -1, left, right}); }

  Index sum(int depth) {
    if (depth > deepest) fail("fewer nested parentheses", at_);
    Index left = product(depth);
    for (;;) {
      if (take('+'))
        left = join(Formula::add, left, product(depth));
      else if (take('-'))
        left = join(Formula::subtract, left, product(depth));
      else
        return left;
    }
  }

  Index product(int depth) {
    Index left = power(depth);
    for (;;) {
      if (take('*'))
        left = join(Formula::multiply, left, power(depth));
      else if (take('/'))
        left = join(Formula::divide, left, power(depth));
      else
        return left;
    }
  }

  Index power(int depth) {
    const Index left = atom(depth);
    return take('^') ? join(Formula::power, left, atom(depth)) : left;
  }

  Index atom(int depth) {
    if (depth > deepest) fail("fewer nested signs", at_);
    if (take('-')) return join(Formula::negate, atom(depth + 1), -1);
    if (take('(')) {
      const Index inner = sum(depth + 1);
      need(')');
      return inner;
    }
    skip();
    if (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) || text_[at_] == '.'))
      return number();
    const std::size_t start = at_;
    std::string name = word("a number, a variable or '('");
    if (take('(')) return call(std::move(name), start, depth);
    return reference(std::move(name), start);
  }

  Index call(std::string name, std::size_t start, int depth) {
    if (!detail::is_function(name)) {
      const auto known = detail::function_names();
      const auto near = nearest_names(name, known);
      fail("a function: " + listed(near.empty() ? known : near), start);
    }
    Formula::Call call{std::move(name), {}, {}, {}, {}};
    do call.arguments.push_back(sum(depth + 1));
    while (take(','));
    if (take_word("over")) over(call);
    check(call, at_);
    need(')');
    formula_.calls.push_back(std::move(call));
    return push({Formula::call, 0, -1, -1, -1, static_cast<Index>(formula_.calls.size()) - 1});
  }

  void over(Formula::Call& call) {
    call.over = word("an axis");
    if (take('=')) {
      do add_code(call.codes);
      while (take('|'));
    }
    if (!take_word("by")) return;
    skip();
    const std::size_t start = at_;
    call.by = word("an axis");
    if (call.by == call.over || call.by == "region") fail("another axis than '" + call.by + "' after 'by'", start);
  }

  /// The number of arguments and the axes that the function takes.
  void check(const Formula::Call& call, std::size_t at) const {
    using detail::FunctionRule;
    const auto given = call.over.empty() ? FunctionRule::never
                       : call.by.empty() ? FunctionRule::always
                                         : FunctionRule::by;
    const FunctionRule* rule = detail::find_rule(call.function, given);
    const auto count = static_cast<int>(call.arguments.size());
    if (rule && count >= rule->least && count <= rule->most) return;
    if (rule && count < rule->least) fail("','", at);
    if (rule) fail("')' after " + std::to_string(rule->most) + (rule->most == 1 ? " argument" : " arguments"), at);
    if (given == FunctionRule::never && count == 1 && detail::find_rule(call.function, FunctionRule::never))
      fail("','", at);
    fail(detail::find_rule(call.function, FunctionRule::by)       ? "'over' an axis 'by' another"
         : detail::find_rule(call.function, FunctionRule::always) ? "'over' and an axis"
                                                                  : "')'",
         at);
  }

  static std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
  }

  /// A word that stands for itself, such as `over`.
  bool take_word(std::string_view wanted) {
    skip();
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with(wanted) || (rest.size() > wanted.size() && is_name(rest[wanted.size()]))) return false;
    at_ += wanted.size();
    return true;
  }

  Index number() {
    double value = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc{}) fail("a number", at_);
    at_ = static_cast<std::size_t>(end - text_.data());
    return push({Formula::constant, value, -1, -1, -1});
  }

  Index reference(std::string name, std::size_t from) {
    Reference result{std::move(name), {}, {}, Reference::own, static_cast<Index>(from)};
    if (take('[')) {
      do {
        skip();
        const std::size_t start = at_;
        AxisFilter filter{word("an axis"), {}};
        if (result.filter(filter.axis)) fail("every axis once, not '" + filter.axis + "' twice", start);
        need('=');
        do add_code(filter.codes);
        while (take('|'));
        result.filters.push_back(std::move(filter));
      } while (take(','));
      need(']');
    }
    while (take('@')) rule(result);
    formula_.references.push_back(std::move(result));
    return push({Formula::variable, 0, static_cast<Index>(formula_.references.size()) - 1, -1, -1});
  }

  void add_code(std::vector<std::string>& codes) {
    skip();
    const std::size_t start = at_;
    std::string item = code();
    if (std::find(codes.begin(), codes.end(), item) != codes.end())
      fail("every code once, not '" + item + "' twice", start);
    codes.push_back(std::move(item));
  }

  std::string code() {
    if (take('"')) {
      const std::size_t close = text_.find('"', at_);
      if (close == std::string_view::npos) fail("a closing '\"'", text_.size());
      if (close == at_) fail("a code", at_ - 1);
      const std::size_t open = std::exchange(at_, close + 1);
      return std::string(text_.substr(open, close - open));
    }
    skip();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_code(text_[at_])) ++at_;
    if (at_ == start) fail("a code", start);
    return std::string(text_.substr(start, at_ - start));
  }

  /// A date, a number of years and a place, each at most once.
  void rule(Reference& result) {
    skip();
    const std::size_t start = at_;
    if (at_ < text_.size() && !std::isalpha(static_cast<unsigned char>(text_[at_]))) {
      if (result.time.years != 0) fail("one number of years", start);
      result.time.years = years();
      return;
    }
    const std::string expected = "year_end, previous_year_end, state, country or a number of years such as -5";
    const std::string name = word(expected);
    const bool dated = result.time.kind != TimeRule::same, placed = result.place != Reference::own;
    if (name == "year_end" && !dated)
      result.time.kind = TimeRule::year_end;
    else if (name == "previous_year_end" && !dated)
      result.time.kind = TimeRule::previous_year_end;
    else if (name == "state" && !placed)
      result.place = Reference::state;
    else if (name == "country" && !placed)
      result.place = Reference::country;
    else
      fail(expected, start);
  }

  int years() {
    skip();
    const std::size_t start = at_;
    if (at_ < text_.size() && text_[at_] == '+') ++at_;
    int value = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc{} || value < -200 || value > 200) fail("a number of years such as -5", start);
    at_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Formula formula_;
};

}  // namespace

const AxisFilter* Reference::filter(std::string_view axis) const {
  for (const AxisFilter& item : filters)
    if (item.axis == axis) return &item;
  return nullptr;
}

bool Reference::plain() const {
  return time == TimeRule{} && place == own &&
         std::none_of(filters.begin(), filters.end(), [](const AxisFilter& item) { return item.relative(); });
}

std::size_t Formula::anchor() const {
  const auto at =
      std::find_if(references.begin(), references.end(), [](const Reference& item) { return item.plain(); });
  return at == references.end() ? 0 : static_cast<std::size_t>(at - references.begin());
}

bool Formula::reduces() const {
  return std::any_of(calls.begin(), calls.end(), [](const Call& item) { return !item.over.empty(); });
}

Formula parse_formula(std::string_view text) { return Parser(text).formula(); }

Reference parse_reference(std::string_view text) { return Parser(text).reference_alone(); }

}  // namespace werdegang::inline v0
