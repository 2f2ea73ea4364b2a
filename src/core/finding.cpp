#include "werdegang/core/finding.hpp"

#include <algorithm>

#include "catalogue_file.hpp"
#include "toml.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

Finding::Severity parse_severity(const std::string& text) {
  if (text == "info") return Finding::info;
  if (text == "warning") return Finding::warning;
  if (text == "error") return Finding::error;
  throw UnknownName("severity", text, {"info", "warning", "error"});
}

std::vector<FindingKind> load_kinds() {
  std::vector<FindingKind> kinds;
  detail::for_each_catalogue_table("findings/", "finding", [&](const toml::table& entry) {
    kinds.push_back({detail::text_of(entry, "code"), parse_severity(detail::text_of(entry, "severity")),
                     detail::texts_of(entry, "arguments"), detail::text_of(entry, "text_de"),
                     detail::text_of(entry, "text_en")});
  });
  return kinds;
}

/// Stands between the German and the English wording of an argument; occurs in no printed text.
constexpr char language_separator = '\x1f';

std::string in_language(const std::string& argument, std::string_view language) {
  const std::size_t first = argument.find(language_separator);
  if (first == std::string::npos) return argument;
  const std::size_t last = argument.rfind(language_separator);
  if (language == "en") return argument.substr(last + 1);
  return first == last ? argument.substr(0, first) : argument.substr(first + 1, last - first - 1);
}

/// Codes of regions read as "Burgenlandkreis (15084)", a few of them each with its name, many as they are.
std::string with_names(const std::string& codes) {
  constexpr std::size_t few = 4;
  std::vector<std::string> parts;
  for (std::size_t at = 0, end = 0; end != std::string::npos && parts.size() <= few; at = end + 2) {
    end = codes.find(", ", at);
    const std::string code = codes.substr(at, end == std::string::npos ? end : end - at);
    const Region* region = find_region(code);
    if (!region) return codes;
    parts.push_back(region->name + " (" + code + ")");
  }
  if (parts.size() > few) return codes;
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

bool names_region(const std::string& argument, std::string_view region) {
  for (std::size_t at = argument.find(region); at != std::string::npos; at = argument.find(region, at + 1)) {
    const auto digit = [&](std::size_t i) {
      return i < argument.size() && std::isalnum(static_cast<unsigned char>(argument[i]));
    };
    if ((at == 0 || !digit(at - 1)) && !digit(at + region.size())) return true;
  }
  return false;
}

/// Position in `wanted` (own region, state, Germany) of the first that the finding is about; behind them when it only
/// stands in a list of many regions, beyond when it is about others.
std::size_t distance_to(const Finding& finding, const std::vector<std::string>& wanted) {
  const auto& arguments = finding_kind(finding.code).arguments;
  std::size_t best = wanted.size() + 1;
  for (std::size_t i = 0; i < std::min(arguments.size(), finding.args.size()); ++i) {
    const bool listed = arguments[i] == "regions";
    if (!listed && arguments[i] != "region" && arguments[i] != "state") continue;
    for (std::size_t at = 0; at < wanted.size(); ++at)
      if (names_region(finding.args[i], wanted[at])) best = std::min(best, listed ? wanted.size() : at);
  }
  return best;
}

}  // namespace

const std::vector<FindingKind>& finding_kinds() {
  static const std::vector<FindingKind> kinds = load_kinds();
  return kinds;
}

const FindingKind& finding_kind(std::string_view code) {
  std::vector<std::string> known;
  for (const auto& kind : finding_kinds()) {
    if (kind.code == code) return kind;
    known.push_back(kind.code);
  }
  throw UnknownName("finding", code, nearest_names(code, known));
}

void Findings::add(std::string_view code, std::vector<std::string> args, Index source, Index row, Index column) {
  items.push_back({std::string(code), finding_kind(code).severity, source, row, column, std::move(args)});
}

void Findings::append(const Findings& other) {
  const auto shift = static_cast<Index>(sources.size());
  sources.insert(sources.end(), other.sources.begin(), other.sources.end());
  for (Finding finding : other.items) {
    if (finding.source >= 0) finding.source += shift;
    items.push_back(std::move(finding));
  }
}

Findings Findings::for_region(std::string_view region) const {
  std::vector<std::string> wanted;
  for (std::string code(region); !code.empty(); code = region_state(code)) wanted.push_back(code);
  std::vector<std::pair<std::size_t, const Finding*>> named;
  for (const Finding& finding : items)
    if (const std::size_t distance = distance_to(finding, wanted); distance <= wanted.size())
      named.emplace_back(distance, &finding);
  std::stable_sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Findings result{{}, sources};
  for (const auto& [distance, finding] : named) result.items.push_back(*finding);
  return result;
}

Index Findings::count(Finding::Severity severity) const {
  return std::count_if(items.begin(), items.end(), [&](const Finding& f) { return f.severity == severity; });
}

std::string labelled(std::string_view id, std::string_view german, std::string_view english) {
  return std::string(id) + language_separator + bilingual(german, english);
}

std::string_view plain_argument(std::string_view argument) {
  return argument.substr(0, argument.find(language_separator));
}

std::string bilingual(std::string_view german, std::string_view english) {
  return std::string(german) + language_separator + std::string(english);
}

std::string message(const Finding& finding, std::string_view language) {
  if (language != "de" && language != "en") throw UnknownName("language", language, {"de", "en"});
  const FindingKind& kind = finding_kind(finding.code);
  const std::string& text = language == "en" ? kind.text_en : kind.text_de;
  std::string result;
  std::size_t at = 0;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', at)) {
    const std::size_t close = std::min(text.find('}', open), text.size() - 1);
    const auto name = std::string_view(text).substr(open + 1, close - open - 1);
    const auto i = static_cast<std::size_t>(std::find(kind.arguments.begin(), kind.arguments.end(), name) -
                                            kind.arguments.begin());
    result.append(text, at, open - at);
    if (i >= std::min(kind.arguments.size(), finding.args.size()))
      result.append(text, open, close + 1 - open);
    else
      result +=
          name == "region" || name == "state" ? with_names(finding.args[i]) : in_language(finding.args[i], language);
    at = close + 1;
  }
  return result.append(text, at);
}

std::string_view to_string(Finding::Severity severity) {
  constexpr std::string_view names[] = {"info", "warning", "error"};
  return names[severity];
}

}  // namespace werdegang::inline v0
