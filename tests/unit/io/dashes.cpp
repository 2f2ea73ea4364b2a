#include <algorithm>

#include "catch.hpp"
#include "io/files.hpp"
#include "rows.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/io/official.hpp"

using namespace werdegang;

namespace {

Built<Observations> read(const std::string& text) {
  const Folder folder;
  return read_official({folder.write("table.csv", text)});
}

Index count(const Findings& findings, const std::string& code) {
  return std::count_if(findings.items.begin(), findings.items.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

// Status of a region's figure by sex: "reported", "nil" ...
std::string status(const Observations& observations, const std::string& region, const std::string& sex) {
  const Table table = filter(observations, {{}, {region}, {}}).table();
  for (Index row = 0; row < table.rows(); ++row)
    if (cell_text(table.column("sex"), row) == sex) return cell_text(table.column("status"), row);
  return "no row";
}

// Districts that exist today, by state.
std::vector<std::string> districts(const std::string& state, std::size_t most) {
  std::vector<std::string> result;
  for (const Region& region : known_regions())
    if (region.level == "district" && region.code.starts_with(state) && region.to == INT32_MAX && result.size() < most)
      result.push_back(region.code);
  return result;
}

}  // namespace

TEST_CASE("a row of dashes: the region did not exist then", "[io][dash]") {
  const auto built = read(births("2015;15084;Burgenlandkreis;6;2;4\n2015;15256;alt;-;-;-\n"));
  CHECK(status(built.value, "15256", "total") == "not_existing");
  CHECK(status(built.value, "15256", "female") == "not_existing");
  CHECK(status(built.value, "15084", "male") == "reported");
  CHECK(count(built.findings, "region_not_existing") == 1);
  CHECK(count(built.findings, "ambiguous_dash") == 0);
}

TEST_CASE("a column of dashes over many regions: it was not collected", "[io][dash]") {
  std::string lines;
  for (const auto& code : districts("09", 25)) lines += "2015;" + code + ";Kreis;6;-;6\n";
  const auto built = read(births(lines));
  CHECK(status(built.value, districts("09", 1).front(), "male") == "missing");
  CHECK(status(built.value, districts("09", 1).front(), "female") == "reported");
  CHECK(count(built.findings, "column_not_collected") == 1);
}

TEST_CASE("a column of dashes over a few regions may be true zeros", "[io][dash]") {
  const auto built = read(births("2015;16062;Nordhausen;6;-;6\n2015;15084;Burgenlandkreis;3;-;3\n"));
  CHECK(status(built.value, "16062", "male") == "nil");
  CHECK(count(built.findings, "column_not_collected") == 0);
}

TEST_CASE("a dash in a column of rates is no rate of zero", "[io][dash]") {
  const auto built = read_official({official("AIG-03-1.csv")});
  const Table table = filter(built.value, {{}, {"16062"}, {}}).table();
  CHECK(cells(table, {"provider", "value", "status"}) ==
        std::vector<std::string>{"facility;48.2;reported", "childminder;;unknown_or_secret"});
  CHECK(count(built.findings, "ambiguous_dash") == 1);
}

TEST_CASE("dashes that the state's own figure contradicts are unknown", "[io][dash]") {
  std::string lines = "2015;09;Bayern;900;400;500\n";
  const auto codes = districts("09", 6);
  for (std::size_t i = 0; i < codes.size(); ++i)
    lines += "2015;" + codes[i] + (i < 2 ? ";Kreis;100;40;60\n" : ";Kreis;100;-;60\n");
  const auto built = read(births(lines));
  CHECK(status(built.value, codes[0], "male") == "reported");
  CHECK(status(built.value, codes[5], "male") == "unknown_or_secret");
  CHECK(status(built.value, codes[5], "female") == "reported");
  REQUIRE(count(built.findings, "ambiguous_dash") == 1);
  const auto found = std::find_if(built.findings.items.begin(), built.findings.items.end(),
                                  [](const Finding& finding) { return finding.code == "ambiguous_dash"; });
  CHECK(found->args.back() == "4");
  CHECK(found->source == 0);
}

TEST_CASE("a few dashes among many figures stay zeros though the state has more", "[io][dash]") {
  std::string lines = "2015;09;Bayern;900;400;500\n";
  const auto codes = districts("09", 6);
  for (std::size_t i = 0; i < codes.size(); ++i)
    lines += "2015;" + codes[i] + (i < 3 ? ";Kreis;100;40;60\n" : ";Kreis;100;-;60\n");
  const auto built = read(births(lines));
  CHECK(status(built.value, codes[5], "male") == "nil");
  CHECK(count(built.findings, "ambiguous_dash") == 0);
}

TEST_CASE("dashes that fit the state's figure are true zeros", "[io][dash]") {
  std::string lines = "2015;09;Bayern;600;80;500\n";
  const auto codes = districts("09", 6);
  for (std::size_t i = 0; i < codes.size(); ++i)
    lines += "2015;" + codes[i] + (i < 2 ? ";Kreis;100;40;60\n" : ";Kreis;100;-;60\n");
  const auto built = read(births(lines));
  CHECK(status(built.value, codes[5], "male") == "nil");
  CHECK(count(built.findings, "ambiguous_dash") == 0);
}

TEST_CASE("a single dash among figures is a zero that can be computed with", "[io][dash]") {
  const auto built = read(births("2015;16062;Nordhausen;6;-;6\n2015;15084;Burgenlandkreis;3;1;2\n"));
  const Table table = filter(built.value, {{}, {"16062"}, {}}).table();
  CHECK(cells(table, {"sex", "value", "status"}) ==
        std::vector<std::string>{"total;6;reported", "male;0;nil", "female;6;reported"});
  CHECK(built.findings.size() == 0);
}
