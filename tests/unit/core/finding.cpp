#include "werdegang/core/finding.hpp"

#include <algorithm>
#include <set>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

// The names in braces of a text.
std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> names;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close == std::string::npos) return {"unclosed brace"};
    names.insert(text.substr(open + 1, close - open - 1));
  }
  return names;
}

Findings two_files() {
  Findings findings;
  findings.sources = {"a.csv", "b.csv"};
  findings.add("missing_footer", {}, 0, 7);
  findings.add("own_aggregation", {"15084", "2006", "15256 + 15268"}, 1);
  return findings;
}

}  // namespace

TEST_CASE("every finding has two texts that name all its arguments and nothing else", "[core][finding]") {
  REQUIRE(finding_kinds().size() >= 20);
  std::set<std::string> codes;
  for (const FindingKind& kind : finding_kinds()) {
    INFO(kind.code);
    CHECK(codes.insert(kind.code).second);
    const std::set<std::string> arguments(kind.arguments.begin(), kind.arguments.end());
    CHECK(arguments.size() == kind.arguments.size());
    CHECK_FALSE((kind.text_de.empty() || kind.text_en.empty()));
    CHECK(placeholders(kind.text_de) == arguments);
    CHECK(placeholders(kind.text_en) == arguments);
    CHECK(finding_kind(kind.code).code == kind.code);
  }
}

TEST_CASE("the sentence of every finding is filled to the last brace", "[core][finding]") {
  for (const FindingKind& kind : finding_kinds()) {
    Finding finding{kind.code, kind.severity, -1, -1, -1, {}};
    for (std::size_t i = 0; i < kind.arguments.size(); ++i) finding.args.push_back("value" + std::to_string(i));
    for (const std::string language : {"de", "en"}) {
      const std::string text = message(finding, language);
      INFO(text);
      CHECK(text.find_first_of("{}") == std::string::npos);
      for (const auto& argument : finding.args) CHECK(holds(text, argument));
      CHECK(valid_utf8(text));
    }
  }
}

TEST_CASE("messages in German and English", "[core][finding]") {
  const Finding finding{"own_aggregation", Finding::info, -1, -1, -1, {"15084", "2006", "15256 + 15268"}};
  CHECK(message(finding) == "Burgenlandkreis (15084), 2006: eigene Berechnung, zusammengezählt aus 15256 + 15268.");
  CHECK(message(finding, "en") == "Burgenlandkreis (15084), 2006: own calculation, added up from 15256 + 15268.");
}

TEST_CASE("an argument in two languages reads in the one asked for", "[core][finding]") {
  const Finding finding{"unreadable_file", Finding::error, -1, -1, -1, {bilingual("leer", "empty")}};
  CHECK(holds(message(finding), ": leer"));
  CHECK_FALSE(holds(message(finding), "empty"));
  CHECK(holds(message(finding, "en"), ": empty"));
  CHECK(plain_argument(bilingual("leer", "empty")) == "leer");
  const std::string label = labelled("births", "Lebendgeborene", "Live births");
  CHECK(plain_argument(label) == "births");
  CHECK(holds(message({"unreadable_file", Finding::error, -1, -1, -1, {label}}), ": Lebendgeborene"));
  CHECK(holds(message({"unreadable_file", Finding::error, -1, -1, -1, {label}}, "en"), ": Live births"));
  CHECK(plain_argument("births") == "births");
}

TEST_CASE("an argument that looks like a placeholder is left as it is", "[core][finding]") {
  const Finding finding{"own_aggregation", Finding::info, -1, -1, -1, {"{period}", "{parts}", "{region}"}};
  CHECK(message(finding, "en") == "{period}, {parts}: own calculation, added up from {region}.");
}

TEST_CASE("a finding takes its severity from the registry; an unknown code throws", "[core][finding]") {
  Findings findings;
  findings.add("unreadable_value", {"1.234"}, 0, 12, 4);
  REQUIRE(findings.size() == 1);
  CHECK(findings.items[0].severity == Finding::error);
  CHECK(findings.items[0].row == 12);
  CHECK(findings.items[0].column == 4);
  CHECK_THROWS_AS(findings.add("no_such_code", {}), UnknownName);
  CHECK(holds(message_of<UnknownName>([&] { findings.add("missing_foter", {}); }), "did you mean 'missing_footer'"));
  CHECK(findings.size() == 1);
  CHECK(to_string(Finding::info) == "info");
  CHECK(to_string(Finding::warning) == "warning");
  CHECK(to_string(Finding::error) == "error");
}

TEST_CASE("appended findings still point at their own files", "[core][finding]") {
  Findings all = two_files();
  Findings more;
  more.sources = {"c.csv"};
  more.add("missing_footer", {}, 0, 3);
  more.add("own_aggregation", {"15001", "2006", "15101"});
  all.append(more);
  REQUIRE(all.size() == 4);
  CHECK(all.sources == std::vector<std::string>{"a.csv", "b.csv", "c.csv"});
  CHECK(all.items[2].source == 2);
  CHECK(all.items[3].source == -1);
  CHECK(all.items[0].source == 0);
  CHECK(all.count(Finding::warning) == 2);
  CHECK(all.count(Finding::info) == 2);
  CHECK(all.count(Finding::error) == 0);
  CHECK(all == all);
  CHECK_FALSE(all == two_files());
}

TEST_CASE("findings of a region are those that name it, its state or Germany", "[core][finding]") {
  Findings findings;
  findings.add("own_aggregation", {"15084", "2006", "15256 + 15268"});
  findings.add("own_aggregation", {"15085", "2006", "15084 + 1"});
  findings.add("region_not_existing", {"15083, 15084", "2006", "2"});
  findings.add("region_not_existing", {"150841, 115084", "2006", "2"});
  findings.add("series_break", {"15", "2007", "x"});
  findings.add("series_break", {"16", "2007", "x"});
  findings.add("series_break", {"DG", "2011", "x"});
  findings.add("of_which_is_addend", {"school_leavers", "15", "2014", "x"});
  findings.add("missing_footer", {});
  std::vector<Index> found;
  const Findings own = findings.for_region("15084");
  for (const Finding& finding : own.items)
    found.push_back(std::find(findings.items.begin(), findings.items.end(), finding) - findings.items.begin());
  REQUIRE_FALSE(found.empty());
  CHECK(found.front() == 0);
  std::sort(found.begin(), found.end());
  CHECK(found == std::vector<Index>{0, 2, 4, 6, 7});
  CHECK(findings.for_region("15").size() == 3);
  CHECK(findings.for_region("DG").size() == 1);
  CHECK(findings.for_region("09162").size() == 1);
}
