#include <algorithm>

#include "catch.hpp"
#include "io/dialect.hpp"
#include "io/files.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/io/official.hpp"
#include "werdegang/observations/rollup.hpp"

using namespace werdegang;

namespace {

std::filesystem::path flat(const std::string& name) { return fixture("fixtures/flat") / name; }

const std::string head =
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_"
    "code;1_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label\n";

// One record of an invented statistic.
std::string record(const std::string& time, const std::string& variable, const std::string& region,
                   const std::string& value, const std::string& unit = "Anzahl") {
  return "99111;Erdacht;JAHR;Jahr;" + time + ";" + variable + ";Gebiet;" + region + ";Name;" + value + ";" + unit +
         ";KURSE1;Kurse\n";
}

Built<Observations> read(const std::string& records) {
  const Folder folder;
  return read_official({folder.write("99111-0001_de_flat.csv", head + records)});
}

std::string mistake(const std::string& text) {
  const Folder folder;
  const auto path = folder.write("table.csv", text);
  return message_of<FormatError>([&] { read_official({path}); });
}

Index count(const Findings& findings, const std::string& code) {
  return std::count_if(findings.items.begin(), findings.items.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

std::vector<std::string> figures(const Observations& observations) {
  return cells(observations.table(), {"region", "period", "value", "status"});
}

}  // namespace

TEST_CASE("a flat file of a known table gives the variable and axes of the catalogue", "[io][flat]") {
  const auto [observations, findings] = read_official({flat("12411-01-01-4_de_flat.csv")});
  CHECK(observations.variables() == std::vector<std::string>{"population"});
  CHECK(cells(filter(observations, {{}, {"15084"}, {}}).table(), {"period", "sex", "value", "status", "unit"}) ==
        std::vector<std::string>{"2024-12-31;total;180;reported;persons", "2024-12-31;male;90;reported;persons",
                                 "2024-12-31;female;90;reported;persons"});
  const Source& source = observations.sources().front();
  CHECK(source.table == "12411-01-01-4");
  CHECK(source.title == "Bevölkerung nach Geschlecht, Stichtag 31.12.");
  CHECK(source.kind == Source::official);
  CHECK(source.hash == sha256(bytes_of(flat("12411-01-01-4_de_flat.csv"))));
  CHECK(count(findings, "unknown_table") == 0);
}

TEST_CASE("German and English flat files give the same codes, values, statuses and flags", "[io][flat]") {
  for (const std::string table : {"12411-01-01-4", "99111-0001"}) {
    const auto german = read_official({flat(table + "_de_flat.csv")}).value;
    const auto english = read_official({flat(table + "_en_flat.csv")}).value;
    std::vector<std::string> columns;
    const Table table_of_german = german.table();
    for (const Column& column : table_of_german.columns())
      if (column.name != "source") columns.push_back(column.name);
    CHECK(cells(german.table(), columns) == cells(english.table(), columns));
    CHECK(german.rows() > 20);
  }
}

TEST_CASE("cities and boroughs inside a district are not added once more", "[io][flat][rollup]") {
  const auto observations = read_official({flat("12411-01-01-4_de_flat.csv")}).value;
  const auto states = filter(rollup(observations, "state").value, {{}, {"02", "03", "11"}, {}});
  const auto sums = cells(states.table(), {"region", "sex", "value"});
  CHECK(sums.size() == 9);
  CHECK(sums[0] == "02;total;1800");
  CHECK(sums[6] == "11;total;3600");
}

TEST_CASE("a city that is a state stands under the keys of both, with a finding", "[io][flat]") {
  const auto [observations, findings] = read_official({flat("12411-01-01-4_de_flat.csv")});
  CHECK(figures(filter(observations, {{}, {"02", "02000"}, {}})).size() == 6);
  REQUIRE(count(findings, "city_state_keys") == 1);
  const auto printed = read(record("2024", "KREISE", "02000", "7") + record("2024", "DLAND", "02", "8"));
  CHECK(figures(printed.value) == std::vector<std::string>{"02;2024;8;reported", "02000;2024;7;reported"});
  CHECK(count(printed.findings, "city_state_keys") == 0);
}

TEST_CASE("a state among the government regions is the state itself and counts once", "[io][flat]") {
  const auto both = read(record("2024", "DLAND", "15", "8") + record("2024", "REGBEZ", "150", "8") +
                         record("2024", "REGBEZ", "141", "3"));
  CHECK(figures(both.value) == std::vector<std::string>{"141;2024;3;reported", "15;2024;8;reported"});
  CHECK(count(both.findings, "state_among_government_regions") == 1);
  CHECK(count(both.findings, "duplicate_row") == 0);
  const auto differing = read(record("2024", "DLAND", "15", "8") + record("2024", "REGBEZ", "150", "9"));
  CHECK(count(differing.findings, "duplicate_row") == 1);
  CHECK(cells(differing.value.table(), {"value", "flags"}) == std::vector<std::string>{"8;conflicting"});
}

TEST_CASE("terms, school years, quarters, months and days are periods", "[io][flat]") {
  const std::vector<std::pair<std::string, std::string>> times = {{"2023-10P6M", "2023-10-01..2024-03-31"},
                                                                  {"2024-04P6M", "2024-04-01..2024-09-30"},
                                                                  {"2022-08P1Y", "2022/23"},
                                                                  {"2022-08-01P1Y", "2022/23"},
                                                                  {"2022P1Y", "2022"},
                                                                  {"2023-02", "2023-02-01..2023-02-28"},
                                                                  {"2024-01-01P3M", "2024-01-01..2024-03-31"},
                                                                  {"2024-01-29P7D", "2024-01-29..2024-02-04"},
                                                                  {"31.12.2024", "2024-12-31"},
                                                                  {"2022/23", "2022/23"},
                                                                  {"WS 2023/24", "2023-10-01..2024-03-31"},
                                                                  {"SS 2024", "2024-04-01..2024-09-30"},
                                                                  {"2. Quartal 2024", "2024-04-01..2024-06-30"},
                                                                  {"06/2023", "2023-06-01..2023-06-30"}};
  for (const auto& [time, period] : times)
    CHECK(figures(read(record(time, "DINSG", "DG", "5")).value) ==
          std::vector<std::string>{"DG;" + period + ";5;reported"});
  for (const std::string time : {"2023-13", "2023-10P", "2023-10P6", "2023-10P0M", "2023-10-05P1M", "2023-02-30P7D",
                                 "WS 2023", "WS 2023/25", "SS 2023/24", "5. Quartal 2024", "13/2023", "20231231", ""})
    CHECK(holds(mistake(head + record(time, "DINSG", "DG", "5")), "line 2: found '" + time + "' as the time"));
}

TEST_CASE("a figure keeps its unit; the same key in another unit is another figure", "[io][flat]") {
  const auto observations = read_official({flat("99111-0001_de_flat.csv")}).value;
  const auto german = filter(observations, {{"TEIL01"}, {"DG"}, {parse_period("2023-10-01..2024-03-31")}});
  CHECK(cells(german.table(), {"FORM01", "value", "unit", "flags"}) ==
        std::vector<std::string>{"total;300;1000;", "FORM-A;200;1000;", "FORM-B;100;1000;",
                                 "total;300007;Anzahl;provisional", "FORM-A;200007;Anzahl;provisional",
                                 "FORM-B;100007;Anzahl;provisional"});
}

TEST_CASE("thousands of a known variable become persons, flagged as rounded", "[io][flat]") {
  const Folder folder;
  const auto path =
      folder.write("a.csv", head +
                                "12411;Fortschreibung;STAG;Stichtag;2024-12-31;DINSG;Deutschland;DG;Deutschland;83577,"
                                "1;1000;BEVSTD;Bevölkerungsstand\n");
  CHECK(cells(read_official({path}).value.table(), {"variable", "value", "unit", "flags"}) ==
        std::vector<std::string>{"population;83577100;persons;rounded"});
}

TEST_CASE("signs and quality signs become statuses and flags", "[io][flat]") {
  const auto observations = read_official({flat("99111-0001_en_flat.csv")}).value;
  const auto term =
      filter(observations, {{"DAUER1", "KURSE1", "QUOTE1"}, {"15"}, {parse_period("2024-04-01..2024-09-30")}});
  CHECK(cells(term.table(), {"variable", "FORM01", "value", "status", "flags"}) ==
        std::vector<std::string>{"QUOTE1;total;77.9;reported;", "QUOTE1;FORM-A;0;below_half;limited",
                                 "QUOTE1;FORM-B;;unknown_or_secret;", "DAUER1;total;7.25;reported;revised",
                                 "DAUER1;FORM-A;;not_meaningful;", "DAUER1;FORM-B;;unreliable;",
                                 "KURSE1;total;;unknown_or_secret;", "KURSE1;FORM-A;;pending;",
                                 "KURSE1;FORM-B;4;reported;estimated|limited"});
  const Folder folder;
  const std::string with_quality = replaced(head, "label\n", "label;value_q\n");
  const auto odd = read_official(
      {folder.write("a.csv", with_quality + replaced(record("2024", "DINSG", "DG", "5"), "Kurse\n", "Kurse;w\n"))});
  CHECK(count(odd.findings, "unknown_quality_sign") == 1);
  CHECK(count(read_official({flat("99111-0001_de_flat.csv")}).findings, "unknown_quality_sign") == 0);
}

TEST_CASE("a decimal comma is one in German files only, a thousands dot is no number", "[io][flat]") {
  const auto german = read(record("2024", "DINSG", "DG", "1.852") + record("2024", "DLAND", "15", "7,5"));
  CHECK(figures(german.value) == std::vector<std::string>{"DG;2024;;missing", "15;2024;7.5;reported"});
  REQUIRE(count(german.findings, "unreadable_value") == 1);
  const auto english =
      read(record("2024", "DINSG", "DG", "1,852", "number") + record("2024", "DLAND", "15", "7.5", "number"));
  CHECK(figures(english.value) == std::vector<std::string>{"DG;2024;;missing", "15;2024;7.5;reported"});
}

TEST_CASE("a unit that the catalogue does not know is named and its figures are kept", "[io][flat]") {
  const auto built = read(record("2024", "DINSG", "DG", "7", "Scheffel"));
  CHECK(count(built.findings, "unknown_unit") == 1);
  CHECK(cells(built.value.table(), {"value", "unit"}) == std::vector<std::string>{"7;Scheffel"});
  CHECK(count(read(record("2024", "DINSG", "DG", "7", "2015=100")).findings, "unknown_unit") == 0);
}

TEST_CASE("combinations without a record are counted; a whole table has none", "[io][flat]") {
  const std::string cut =
      record("2024", "DLAND", "15", "1") + record("2023", "DLAND", "15", "1") + record("2024", "DLAND", "16", "1");
  const auto built = read(cut);
  REQUIRE(count(built.findings, "incomplete_table") == 1);
  const auto& finding = *std::find_if(built.findings.items.begin(), built.findings.items.end(),
                                      [](const Finding& f) { return f.code == "incomplete_table"; });
  CHECK(holds(message(finding, "en"), "KURSE1: 3 of 4 combinations of the keys have a row"));
  CHECK(count(read(cut + record("2023", "DLAND", "16", "1")).findings, "incomplete_table") == 0);
}

TEST_CASE("a file without any region speaks of Germany and says so", "[io][flat]") {
  const auto built = read(record("2024", "MONAT", "MONAT01", "7"));
  CHECK(cells(built.value.table(), {"region", "MONAT", "value"}) == std::vector<std::string>{"DG;MONAT01;7"});
  CHECK(count(built.findings, "region_assumed") == 1);
  CHECK(count(read(record("2024", "DINSG", "DG", "7")).findings, "region_assumed") == 0);
}

TEST_CASE("dashes of a region that existed are zeros only when the state's figure confirms them", "[io][flat]") {
  const std::string districts = record("2024", "KREISE", "16062", "30") + record("2024", "KREISE", "16063", "-");
  CHECK(figures(read(districts + record("2024", "DLAND", "16", "30")).value)[2] == "16063;2024;0;nil");
  const auto unclear = read(districts + record("2024", "DLAND", "16", "90"));
  CHECK(figures(unclear.value)[2] == "16063;2024;;unknown_or_secret");
  CHECK(count(unclear.findings, "ambiguous_dash") == 1);
  CHECK(figures(read(record("2024", "KREISE", "16062", "30") + record("2024", "KREISE", "16056", "-")).value)[0] ==
        "16056;2024;;not_existing");
}

TEST_CASE("an old flat file has a column for each indicator", "[io][flat]") {
  const auto [observations, findings] = read_official({flat("12411-0015_flat_until_2025.csv")});
  CHECK(observations.variables() == std::vector<std::string>{"DURCH1", "population"});
  CHECK(cells(filter(observations, {{}, {"15084", "15256"}, {parse_period("2022-12-31")}}).table(),
              {"variable", "region", "sex", "value", "status", "flags", "unit"}) ==
        std::vector<std::string>{
            "population;15084;total;180;reported;provisional;persons",
            "population;15084;male;90;reported;provisional;persons",
            "population;15084;female;90;reported;provisional;persons", "population;15256;total;;not_existing;;persons",
            "population;15256;male;;not_existing;;persons", "population;15256;female;;not_existing;;persons",
            "DURCH1;15084;total;48.7;reported;;Jahre", "DURCH1;15084;male;48.7;reported;;Jahre",
            "DURCH1;15084;female;48.7;reported;;Jahre", "DURCH1;15256;total;;not_existing;;Jahre",
            "DURCH1;15256;male;;not_existing;;Jahre", "DURCH1;15256;female;;not_existing;;Jahre"});
  CHECK(holds(observations.sources().front().notes, "population: Bevölkerungsstand"));
  CHECK(holds(observations.sources().front().notes, "DURCH1: Durchschnittliches Alter"));
}

TEST_CASE("flat files that are cut, joined or short of a column are refused with the line", "[io][flat][bad]") {
  const std::string two = record("2024", "DLAND", "15", "1") + record("2024", "DLAND", "16", "1");
  CHECK(holds(mistake(head), "line 1: no data lines; expected records below the header"));
  CHECK(holds(mistake((head + two).substr(0, head.size() + two.size() - 30)),
              "line 3: the record has 8 fields, expected 13: '99111;Erdacht;JAHR"));
  CHECK(holds(mistake((head + two).substr(0, head.size() + two.size() - 30)), "the file was cut here"));
  CHECK(holds(mistake((head + two).substr(0, head.size() + two.size() - 3)),
              "line 3: the file ends inside a record: 'Kur', expected 'Kurse'"));
  CHECK(holds(mistake(head + two + head + two), "line 4: a second table begins here; expected one table in a file"));
  CHECK(holds(mistake(head + two + replaced(record("2024", "DLAND", "14", "1"), "99111", "99112")),
              "line 4: the record belongs to statistic '99112', those above to '99111'"));
  CHECK(holds(mistake(replaced(head, "value_unit", "unit") + two), "line 1: the header has no column 'value_unit'"));
  CHECK(
      holds(mistake("Statistik_Code;Zeit;1_Merkmal_Code;1_Auspraegung_Code\n1;2\n"), "the header has no value column"));
  CHECK(holds(mistake(head + record("2024", "DLAND", "", "1")), "the record has no region code in variable DLAND"));
}

TEST_CASE("a last line without its end is a warning", "[io][flat][bad]") {
  const std::string one = record("2024", "DLAND", "15", "1");
  CHECK(count(read(one.substr(0, one.size() - 1)).findings, "missing_line_end") == 1);
  CHECK(count(read(one).findings, "missing_line_end") == 0);
}

TEST_CASE("a region key that the catalogue does not know is kept with a finding", "[io][flat][bad]") {
  const auto built = read(record("2024", "KREISE", "99999", "1") + record("2024", "KREISE", "AUSLAND", "2"));
  CHECK(figures(built.value) == std::vector<std::string>{"99999;2024;1;reported", "AUSLAND;2024;2;reported"});
  CHECK(count(built.findings, "unknown_region") == 2);
}

TEST_CASE("quotes around fields, CR LF, blank lines and a byte order mark change nothing", "[io][flat]") {
  const auto plain = figures(read(record("2024", "DLAND", "15", "1")).value);
  const Folder folder;
  std::string text = head + "\n" + record("2024", "DLAND", "15", "1");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.replace(at, 1, "\r\n");
  CHECK(figures(read_official({folder.write("a.csv", "\xef\xbb\xbf" + text)}).value) == plain);
  const std::string quoted = replaced(record("2024", "DLAND", "15", "1"), ";Name;", ";\"Name; mit Zusatz\";");
  CHECK(figures(read_official({folder.write("b.csv", head + quoted)}).value) == plain);
}

TEST_CASE("school years of a known variable are called as the catalogue calls them", "[io][flat]") {
  const Folder folder;
  const std::string pupils =
      head + "21111;Schulen;SCHUL;Schuljahr;2022/23;DINSG;Gebiet;DG;Name;8700000;Anzahl;BIL003;Schüler\n";
  CHECK(cells(read_official({folder.write("a.csv", pupils)}).value.table(), {"variable", "period", "value"}) ==
        std::vector<std::string>{"pupils;2022;8700000"});
  const std::string unknown = replaced(pupils, "BIL003", "BIL999");
  CHECK(cells(read_official({folder.write("b.csv", unknown)}).value.table(), {"variable", "period"}) ==
        std::vector<std::string>{"BIL999;2022/23"});
}

TEST_CASE("a file in two encodings is read piece by piece, with a finding", "[io][flat][bad]") {
  const Folder folder;
  const std::string latin = "Schl\xfcssel";
  const auto label = [](const std::string& text) {
    return replaced(record("2024", "KREISE", "15084", "1"), "Kurse\n", text + "\n");
  };
  const std::string other = replaced(replaced(label("Schüler"), "KURSE1", "KURSE2"), ";15084;", ";15084;");
  const auto mixed = read_official({folder.write("a.csv", head + label(latin) + other)});
  CHECK(mixed.value.sources().front().notes == "KURSE1: Schlüssel\nKURSE2: Schüler");
  CHECK(count(mixed.findings, "mixed_encodings") == 1);
  CHECK(count(read_official({folder.write("b.csv", head + label(latin))}).findings, "mixed_encodings") == 0);
  CHECK(count(read_official({folder.write("c.csv", head + label("Schüler"))}).findings, "mixed_encodings") == 0);
}
