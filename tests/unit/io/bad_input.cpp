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

// The message of the error that reading this text as a named file throws.
std::string mistake(const std::string& text) {
  const Folder folder;
  const auto path = folder.write("table.csv", text);
  const std::string message = message_of<FormatError>([&] { read_official({path}); });
  CHECK(valid_utf8(message));
  CHECK(holds(message, "table.csv"));
  return message;
}

Built<Observations> read(const std::string& text) {
  const Folder folder;
  return read_official({folder.write("table.csv", text)});
}

const Finding* find(const Findings& findings, const std::string& code) {
  for (const Finding& finding : findings.items)
    if (finding.code == code) return &finding;
  return nullptr;
}

std::string leavers() { return bytes_of(official("21111-02-06-4.csv")); }

const std::string two_lines = "2015;16062;Nordhausen;6;2;4\n2015;15084;Burgenlandkreis;3;1;2\n";

}  // namespace

TEST_CASE("files that are no text are refused with what they are", "[io][bad]") {
  CHECK(holds(mistake(""), "the file is empty; expected a table exported as csv"));
  CHECK(holds(mistake(std::string("\xff\xfeG\0E\0", 6)), "encoded as UTF-16; expected UTF-8 or ISO-8859-1"));
  CHECK(holds(mistake(std::string("\xfe\xff\0G", 4)), "encoded as UTF-16"));
  CHECK(holds(mistake(std::string("PK\x03\x04rest", 8)),
              "the ZIP archive has no directory at its end; the archive is broken or was cut"));
  CHECK(holds(mistake(std::string("GENESIS-Tabelle: 1\n\0", 20)), "the file holds binary content; expected text"));
}

TEST_CASE("a file that begins otherwise is shown its first line", "[io][bad]") {
  const std::string text = mistake("Region;Wert\n1;2\n");
  CHECK(holds(text, "line 1: found 'Region;Wert', expected a table as a statistical office exports it"));
  CHECK(holds(mistake(std::string(59, 'x') + "äöü\n"), "line 1: found 'xxxx"));
}

TEST_CASE("a head without data is refused", "[io][bad]") {
  CHECK(holds(mistake("GENESIS-Tabelle: 12612-01-01-4\n"),
              "line 1: the file ends in its head; expected header rows and data lines of table 12612-01-01-4"));
  CHECK(holds(mistake("GENESIS-Tabelle: 12612-01-01-4\nGeburten;;;\n;;;Insgesamt;männlich;weiblich\n"),
              "line 3: the file ends in its head"));
  CHECK(holds(mistake(births("")),
              "line 5: found '__________', expected a line that begins with a region code such as DG, 15 or 15084, or "
              "with a date"));
  CHECK(holds(mistake("GENESIS-Tabelle: 12612-01-01-4\nGeburten;;;\n2015;DG;Deutschland;1;2;3\n"), "line 3"));
}

TEST_CASE("a table cut inside a record is refused with the line of the cut", "[io][bad]") {
  const std::string text = births(two_lines);
  const auto last = text.find("3;1;2");
  CHECK(holds(
      mistake(text.substr(0, last + 5)),
      "line 6: the file ends inside a record and without its footnotes: it was cut; expected the rule '__________'"));
  CHECK(holds(mistake(text.substr(0, last + 3)),
              "line 6: the record has 5 fields, expected 6: '2015;15084;Burgenlandkreis;3;1'"));
}

TEST_CASE("a table cut at a line end is read with a warning", "[io][bad]") {
  const std::string text = births(two_lines);
  const auto built = read(text.substr(0, text.find("__________")));
  CHECK(built.value.rows() == 6);
  const Finding* found = find(built.findings, "missing_footer");
  REQUIRE(found);
  CHECK(found->row == 6);
  CHECK(found->source == 0);
  CHECK(built.value.sources()[0].stand.empty());
}

TEST_CASE("a second table in the same file is refused with its line", "[io][bad]") {
  const std::string one = births(two_lines);
  const auto lines = std::count(one.begin(), one.end(), '\n');
  CHECK(holds(mistake(one + one),
              "line " + std::to_string(lines + 1) + ": a second table begins here; expected one table in a file"));
}

TEST_CASE("a record with a field too few or too many is refused", "[io][bad]") {
  CHECK(holds(mistake(births("2015;16062;Nordhausen;6;2\n" + two_lines)),
              "line 5: the record has 5 fields, expected 6: '2015;16062;Nordhausen;6;2'"));
  CHECK(holds(mistake(births(two_lines + "2015;16062;Nordhausen;6;2;4;9\n")),
              "line 7: the record has 7 fields, expected 6"));
  CHECK(holds(mistake(births(two_lines + "2015\n")), "line 7: the record has 1 fields, expected 6: '2015'"));
  CHECK(
      holds(mistake(births(two_lines + "2015;" + std::string(54, 'x') + "äöü\n")), "line 7: the record has 2 fields"));
}

TEST_CASE("a shuffled header is refused with both labels", "[io][bad]") {
  CHECK(holds(mistake(replaced(births(two_lines), "männlich;weiblich", "weiblich;männlich")),
              "line 4: value column 2 of table 12612-01-01-4 is headed 'weiblich', expected 'männlich'"));
  CHECK(holds(mistake(replaced(
                  leavers(),
                  "ohne Hauptschulabschluss;ohne Hauptschulabschluss;mit Hauptschulabschluss;mit Hauptschulabschluss",
                  "mit Hauptschulabschluss;mit Hauptschulabschluss;ohne Hauptschulabschluss;ohne Hauptschulabschluss")),
              "line 7: value column 3 of table 21111-02-06-4 is headed 'Schulabschluss / mit Hauptschulabschluss / "
              "Insgesamt', expected "
              "'Schulabschluss / ohne Hauptschulabschluss / Insgesamt'"));
}

TEST_CASE("a file of another table under a wrong name is refused", "[io][bad]") {
  CHECK(holds(mistake(replaced(leavers(), "21111-02-06-4", "12612-01-01-4")),
              "line 7: value column 1 of table 12612-01-01-4 is headed 'Schulabschluss / Insgesamt / Insgesamt', "
              "expected 'Insgesamt'"));
  CHECK(holds(mistake(replaced(births(two_lines), "12612-01-01-4", "21111-02-06-4")),
              "line 4: value column 1 of table 21111-02-06-4 is headed 'Insgesamt', expected 'Schulabschluss / "
              "Insgesamt / Insgesamt'"));
  CHECK(holds(mistake(replaced(births("2015;DG;Deutschland;6;2;3;1\n"), ";weiblich", ";weiblich;divers")),
              "line 4: table 12612-01-01-4 has 4 value columns, expected 3"));
  CHECK(holds(mistake(replaced(births("2015;DG;Deutschland;6;2\n"), ";männlich;weiblich", ";männlich")),
              "line 4: table 12612-01-01-4 has 2 value columns, expected 3"));
}

TEST_CASE("header rows of different width are refused", "[io][bad]") {
  CHECK(holds(mistake(replaced(births(two_lines), ";;;Insgesamt;", ";;;a;b\n;;;Insgesamt;")),
              "line 5: the header row has 6 fields, expected 5 as in line 4"));
}

TEST_CASE("a table without any date is refused", "[io][bad]") {
  const std::string text =
      "GENESIS-Tabelle: 12612-01-01-4\nGeburten;;;;\n;;Insgesamt;männlich;weiblich\nDG;Deutschland;3;1;2\n__________\n";
  CHECK(holds(mistake(text),
              "line 4: no date anywhere; expected one before the region code, on a line of its own above the header, "
              "or in the first header row"));
}

TEST_CASE("what is no region code or no date is refused with its line", "[io][bad]") {
  CHECK(holds(mistake(births(two_lines + "2015;Summe;Summe;6;2;4\n")),
              "line 7: found 'Summe', expected a region code such as DG, 15 or 15084"));
  CHECK(holds(mistake(births(two_lines + "2O15;16062;Nordhausen;6;2;4\n")),
              "line 7: found '2O15', expected a date such as 2015 or 31.12.2015"));
}

TEST_CASE("a region that the catalogue does not know is kept and named with its line", "[io][bad]") {
  const auto built = read(births(two_lines + "2015;99999;Nirgendwo;6;2;4\n2014;99999;Nirgendwo;6;2;4\n"));
  const Finding* found = find(built.findings, "unknown_region");
  REQUIRE(found);
  CHECK(found->args == std::vector<std::string>{"99999"});
  CHECK(found->row == 7);
  CHECK(found->source == 0);
  CHECK(std::count_if(built.findings.items.begin(), built.findings.items.end(),
                      [](const Finding& f) { return f.code == "unknown_region"; }) == 1);
  CHECK(filter(built.value, {{}, {"99999"}, {}}).rows() == 6);
  CHECK(find(read(births("2015;3353;Harburg;6;2;4\n")).findings, "leading_zero_lost"));
}

TEST_CASE("municipalities are no unknown regions", "[io][bad]") {
  CHECK_FALSE(find(read(births(two_lines + "2015;160620410;Gemeinde;6;2;4\n")).findings, "unknown_region"));
}

TEST_CASE("a cell that is neither number nor sign is a finding with line and field", "[io][bad]") {
  for (const std::string cell : {"1.234", "12,", "zwei", "1,2,3", "1 234", "--", "5x", "1e3"}) {
    INFO(cell);
    const auto built = read(births("2015;16062;Nordhausen;6;" + cell + ";4\n2015;15084;Burgenlandkreis;3;1;2\n"));
    const Finding* found = find(built.findings, "unreadable_value");
    REQUIRE(found);
    CHECK(found->severity == Finding::error);
    CHECK(found->args == std::vector<std::string>{cell});
    CHECK(found->row == 5);
    CHECK(found->column == 5);
    CHECK(cells(filter(built.value, {{}, {"16062"}, {}}).table(), {"value", "status"}) ==
          std::vector<std::string>{"6;reported", ";missing", "4;reported"});
  }
}

TEST_CASE("a line that stands twice is kept once; a contradiction is named with its line", "[io][bad]") {
  const auto same = read(births(two_lines + "2015;16062;Nordhausen;6;2;4\n"));
  CHECK(same.value.rows() == 6);
  CHECK_FALSE(find(same.findings, "duplicate_row"));
  const auto other = read(births(two_lines + "2015;16062;Nordhausen;7;2;4\n"));
  CHECK(cells(filter(other.value, {{}, {"16062"}, {}}).table(), {"sex", "value", "flags"}) ==
        std::vector<std::string>{"total;6;conflicting", "male;2;", "female;4;"});
  const Finding* found = find(other.findings, "duplicate_row");
  REQUIRE(found);
  CHECK(found->args == std::vector<std::string>{"16062", "2015", "6", "7"});
  CHECK(found->source == 0);
  CHECK(found->row == 7);
}

TEST_CASE("an unknown row label is named and its figures are kept apart", "[io][bad]") {
  const auto built = read(replaced(bytes_of(official("12411-04-01-4.csv")), "90 Jahre und mehr", "hochbetagt"));
  const Finding* found = find(built.findings, "unknown_row_label");
  REQUIRE(found);
  CHECK(found->args == std::vector<std::string>{"hochbetagt"});
  CHECK(built.value.rows() == 12);
}

TEST_CASE("one bad file among those named stops everything; in a folder it is left out with a finding", "[io][bad]") {
  const Folder folder;
  const auto good = folder.write("a.csv", births(two_lines)), bad = folder.write("b.csv", births("2015;16062;x;6;2\n"));
  folder.write("c.csv", "Name;Ort\n");
  folder.write("d.txt", "no table");
  CHECK(holds(message_of<FormatError>([&] { read_official({good, bad}); }), "b.csv, line 5"));
  const auto built = read_official({folder.path()});
  CHECK(built.value.sources().size() == 1);
  CHECK(built.value.rows() == 6);
  const Finding* unreadable = find(built.findings, "unreadable_file");
  REQUIRE(unreadable);
  CHECK(unreadable->severity == Finding::error);
  CHECK(holds(message(*unreadable, "en"), "b.csv, line 5: the record has 5 fields, expected 6"));
  CHECK(built.findings.sources[static_cast<std::size_t>(unreadable->source)] == "b.csv");
  REQUIRE(find(built.findings, "not_a_table"));
  CHECK(find(built.findings, "not_a_table")->args == std::vector<std::string>{"c.csv"});
}

TEST_CASE("paths that lead to no table are the caller's mistake", "[io][bad]") {
  const Folder folder;
  CHECK(holds(message_of<InvalidArgument>([] { read_official({}); }),
              "no path in read_official: expected at least one file or folder"));
  CHECK(holds(message_of<FormatError>([&] { read_official({folder.path() / "nowhere.csv"}); }),
              "nowhere.csv: there is no such file or folder"));
  CHECK(holds(message_of<FormatError>([&] { read_official({folder.path()}); }),
              "the folder holds no *.csv or *.zip file; expected exports of official tables"));
  folder.write("list.csv", "Name;Ort\n");
  const std::string text = message_of<FormatError>([&] { read_official({folder.path()}); });
  CHECK(holds(text, "no official table found; expected at least one csv file that begins with 'GENESIS-Tabelle: '"));
  CHECK(holds(text, "list.csv is not a table of official statistics"));
}

TEST_CASE("a file is not read as a dialect that it is not", "[io][bad]") {
  for (const detail::Dialect& dialect : detail::dialects()) {
    INFO(dialect.name);
    CHECK(holds(message_of<FormatError>([&] {
                  detail::read_bytes({"table.csv", "oci-text\n"}, {}, dialect.name);
                }),
                "table.csv, line 1: found 'oci-text', expected " + std::string(dialect.read ? dialect.begins : "")));
  }
  CHECK(holds(message_of<UnknownName>([] { detail::read_bytes({"table.csv", "oci-text\n"}, {}, "pivt"); }), "'pivot'"));
}
