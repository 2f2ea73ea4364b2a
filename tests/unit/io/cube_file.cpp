#include <algorithm>

#include "catch.hpp"
#include "io/dialect.hpp"
#include "io/files.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/io/official.hpp"

using namespace werdegang;

namespace {

const std::string name = "99222BJ002_cube.csv";
std::filesystem::path cube_file() { return fixture("fixtures/flat") / name; }

std::string mistake(const std::string& text) {
  const Folder folder;
  const auto path = folder.write("cube.csv", text);
  return message_of<FormatError>([&] { read_official({path}); });
}

}  // namespace

TEST_CASE("a cube file gives one cube for each indicator, keys in the order of its axes", "[io][cube]") {
  const auto built = read_official({cube_file()});
  CHECK(cells(built.value.table(), {"variable", "region", "FORM01", "period", "value", "status", "flags", "unit"}) ==
        std::vector<std::string>{
            "UMS103;15;FORM-A;2024;119.5;reported;;2015=100",
            "UMS103;15;FORM-B;2024;136.6;reported;provisional;2015=100",
            "UMS103;16;FORM-A;2023;;unknown_or_secret;;2015=100", "UMS103;16;FORM-A;2024;123;reported;revised;2015=100",
            "BEV101;15;FORM-A;2024;;unknown_or_secret;;Anzahl", "BEV101;15;FORM-B;2024;12;reported;;Anzahl",
            "BEV101;16;FORM-A;2023;;unknown_or_secret;;Anzahl", "BEV101;16;FORM-A;2024;5;reported;limited;Anzahl"});
  CHECK(built.value.sources().front().table == "99222BJ002");
}

TEST_CASE("locked and changed figures are counted", "[io][cube]") {
  const auto count = [](const Findings& findings, const std::string& code) {
    return std::count_if(findings.items.begin(), findings.items.end(),
                         [&](const Finding& finding) { return finding.code == code; });
  };
  const auto built = read_official({cube_file()});
  CHECK(count(built.findings, "locked_values") == 1);
  CHECK(count(built.findings, "perturbed_values") == 1);
  const Folder folder;
  const std::string open = replaced(replaced(bytes_of(cube_file()), ";g;", ";;"), "e;;1.0", "e;;0.0");
  const auto plain = read_official({folder.write("cube.csv", open)});
  CHECK(count(plain.findings, "locked_values") == 0);
  CHECK(count(plain.findings, "perturbed_values") == 0);
}

TEST_CASE("the user named in a cube file is shown to nobody", "[io][cube]") {
  const auto built = read_official({cube_file()});
  std::string shown;
  for (const Source& source : built.value.sources())
    shown += source.table + source.title + source.file + source.stand + source.licence + source.notes + source.method;
  for (const Finding& finding : built.findings.items) shown += message(finding, "de") + message(finding, "en");
  const std::string text = bytes_of(cube_file());
  for (std::size_t size = 1; size < text.size(); size += 7) shown += mistake(text.substr(0, size));
  shown += mistake(replaced(text, "K;DQ;", "Q;DQ;"));
  shown += mistake(replaced(text, "D;15;FORM-B", "E;15;FORM-B"));
  CHECK_FALSE(holds(shown, "XYZNUTZER"));
  CHECK_FALSE(holds(shown, "ABC123"));
  CHECK_FALSE(holds(shown, "angestossen"));
}

TEST_CASE("cube files that are cut or do not fit their head are refused with the line", "[io][cube][bad]") {
  const std::string text = bytes_of(cube_file());
  CHECK(holds(mistake(text.substr(0, text.find("D;15;FORM-B"))), "line 14: no data records; expected records D below"));
  CHECK(holds(mistake(replaced(text, ";0.0;12;e;;0.0", ";0.0;12")), "line 15: the record has 9 fields, expected 12"));
  CHECK(holds(mistake(replaced(text, "D;DLAND;1;1\n", "")), "the data have 2 keys and 2 figures, expected 1"));
  CHECK(holds(mistake(replaced(text, "D;15;FORM-B", "X;15;FORM-B")), "expected a record that begins with K or D"));
}
