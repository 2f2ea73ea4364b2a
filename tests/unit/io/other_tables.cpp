#include "../../../src/io/grouped_number.hpp"
#include "../../../src/io/portal_table.hpp"
#include "../../../src/io/table_words.hpp"
#include "catch.hpp"
#include "files.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/io/official.hpp"

using namespace werdegang;

namespace {

Built<Observations> read(const std::string& bytes, const std::string& name = "table.csv") {
  return read_official_from(name, bytes);
}

bool says(const Findings& findings, std::string_view code, std::string_view piece = "") {
  for (const Finding& finding : findings.items)
    if (finding.code == code && holds(message(finding, "en"), piece)) return true;
  return false;
}

std::string error_of(const std::string& bytes) {
  return message_of<FormatError>([&] { read(bytes); });
}

}  // namespace

TEST_CASE("a web export of the employment agency has thousands points, shares and a region", "[io][agency]") {
  const auto built = read_official({fixture("fixtures/tables/agency.csv")});
  CHECK(cells(built.value.table(),
              {"variable", "region", "period", "Altersgruppe", "Staatsangehörigkeit", "value", "status", "unit"}) ==
        std::vector<std::string>{
            "Arbeitslose;15084;2024;25 bis unter 55 Jahre;Ausländer;852;reported;Anzahl",
            "Arbeitslose;15084;2024;55 Jahre und älter;Ausländer;;unknown_or_secret;Anzahl",
            "Arbeitslose;15084;2024;Keine Angabe;Ausländer;0;nil;Anzahl",
            "Arbeitslose;15084;2024;unter 25 Jahre;Ausländer;1253611;reported;Anzahl",
            "Arbeitslose: Anteil an Insgesamt in %;15084;2024;25 bis unter 55 Jahre;Ausländer;66;reported;Prozent",
            "Arbeitslose: Anteil an Insgesamt in %;15084;2024;55 Jahre und älter;Ausländer;24;reported;Prozent",
            "Arbeitslose: Anteil an Insgesamt in %;15084;2024;Keine Angabe;Ausländer;0;below_half;Prozent",
            "Arbeitslose: Anteil an Insgesamt in %;15084;2024;unter 25 Jahre;Ausländer;9;reported;Prozent"});
  const Source& source = built.value.sources().front();
  CHECK(source.title == "Arbeitslose nach Altersgruppe (Burgenlandkreis, 2024, Staatsangehörigkeit: Ausländer)");
  CHECK(source.stand == "2025-05-21T18:03:46");
  CHECK(source.licence == "© Statistik der Bundesagentur für Arbeit");
  CHECK(holds(source.notes, "Jahresdurchschnitte"));
}

TEST_CASE("a web export that is cut or odd says so", "[io][agency]") {
  const std::string whole = bytes_of(fixture("fixtures/tables/agency.csv"));
  CHECK(says(read(whole.substr(0, whole.find("\"Exportdatum"))).findings, "missing_footer"));
  CHECK(holds(error_of(whole.substr(0, whole.find("\"Merkmal"))), "no line begins with \"Merkmal\""));
  CHECK(holds(error_of(replaced(whole, "\"Indikator\";\"Arbeitslose\"\n", "")), "no indicator"));
  const auto labelled = read(replaced(whole, "\"Merkmal \"", "\"Altersgruppe \""));
  CHECK(labelled.value.table() == read(whole).value.table());
  CHECK(holds(error_of(replaced(whole, "\"852\";", "")), "line 12: found 2 fields, expected 3"));
  CHECK(holds(error_of(replaced(whole, "\"Berichtsjahr\";\"2024\"\n", "")), "no year"));
  const auto odd = read(replaced(whole, "1.253.611", "253.6"));
  CHECK(says(odd.findings, "unreadable_value", "253.6"));
}

TEST_CASE("a table of the ministry's portal has stacked headers with footnotes", "[io][portal]") {
  const auto built = read_official({fixture("fixtures/tables/portal.csv")});
  const Table table = filter(built.value, {.variables = {}, .regions = {"08"}, .periods = {}}).table();
  CHECK(cells(table, {"variable", "period", "value", "status"}) ==
        std::vector<std::string>{"Insgesamt;1999/00;1292216;reported", "Insgesamt;2000/01;1300000;reported",
                                 "Gymnasium (Klassenstufen 5 bis 10);1999/00;206500;reported",
                                 "Gymnasium (Klassenstufen 5 bis 10);2000/01;207000;reported",
                                 "Gymnasium (Klassenstufen 11 bis 13);1999/00;83100;reported",
                                 "Gymnasium (Klassenstufen 11 bis 13);2000/01;84000;reported",
                                 "Schulkindergärten;1999/00;8381;reported", "Schulkindergärten;2000/01;0;nil"});
  CHECK(built.value.regions() == std::vector<std::string>{"DG", "08", "09"});
  const Source& source = built.value.sources().front();
  CHECK(source.table == "Tab.2.3.4");
  CHECK(source.title == "Schülerinnen und Schüler an allgemeinbildenden Schulen nach Schularten und Ländern");
  CHECK(holds(source.notes, "4) Vorläufige Angaben"));
}

TEST_CASE("marks of footnotes are taken from labels", "[io][portal]") {
  const auto taken = [](std::string label) {
    const std::string mark = detail::take_footnote(label);
    return label + "|" + mark;
  };
  CHECK(taken("Gymnasium 1)") == "Gymnasium|1");
  CHECK(taken("Hessen 4), 12)") == "Hessen|4, 12");
  CHECK(taken("Gymnasium (G8)") == "Gymnasium (G8)|");
  CHECK(taken("Klasse 7 bis 10") == "Klasse 7 bis 10|");
}

TEST_CASE("other tables load under their own labels when they have a time", "[io][plain]") {
  const auto tidy =
      read("Jahr,Bundesland,Mit,Ohne,Alter\n2022,Bayern,27439,83883,3 - 6\n2022,Thüringen,2625,23261,3 - 6\n");
  CHECK(cells(tidy.value.table(), {"variable", "region", "period", "value"}) ==
        std::vector<std::string>{"Mit;09;2022;27439", "Mit;16;2022;2625", "Ohne;09;2022;83883", "Ohne;16;2022;23261"});
  CHECK(tidy.value.sources().front().notes == "Alter: 3 - 6\n");
  const auto months = read("\xef\xbb\xbfJahr,Jan,Feb,Aug\n2013,4098,3489,\n", "offen.csv");
  CHECK(cells(months.value.table(), {"variable", "region", "period", "value", "status"}) ==
        std::vector<std::string>{"offen;unstated;2013-01-01..2013-01-31;4098;reported",
                                 "offen;unstated;2013-02-01..2013-02-28;3489;reported",
                                 "offen;unstated;2013-08-01..2013-08-31;;missing"});
  CHECK(says(months.findings, "region_not_stated", "unstated"));
  CHECK_FALSE(says(months.findings, "unknown_region"));
  const auto gap = read("Jahr,Land,Wert\n2013,Bayern,4\n2013,,3\n2013,Nirgendwo,2\n");
  CHECK(gap.value.regions() == std::vector<std::string>{"09", "Nirgendwo", "unstated"});
  CHECK(says(gap.findings, "region_not_stated"));
  CHECK(says(gap.findings, "unknown_region", "Nirgendwo"));
  const auto names = read("id,2001_E0,2001_E,2002_E0,2002_E\n3,19,3412,20,3415\n");
  CHECK(cells(names.value.table(), {"variable", "id", "period", "value"}) ==
        std::vector<std::string>{"E0;3;2001;19", "E0;3;2002;20", "E;3;2001;3412", "E;3;2002;3415"});
  const auto named = read(
      "date,value,variable_short,location,unit\n2018-09-01,8168,offen,Bayern,Anzahl\n2018-09-01,9,besetzt,Bayern,"
      "Anzahl\n");
  CHECK(cells(named.value.table(), {"variable", "region", "period", "value"}) ==
        std::vector<std::string>{"offen;09;2018-09-01;8168", "besetzt;09;2018-09-01;9"});
}

TEST_CASE("slips in a column of figures are findings, not members of a breakdown", "[io][plain]") {
  const auto built = read(
      "Jahr;AGS;Schüler;Lehrer\n2019;15084;1.234;8\n2020;15084;95O;n.v.\n2021;15084;950;#DIV/0!\n"
      "2022;15084;1.234.567;9\n");
  CHECK(cells(built.value.table(), {"variable", "period", "value", "status"}) ==
        std::vector<std::string>{"Schüler;2019;1234;reported", "Schüler;2020;;missing", "Schüler;2021;950;reported",
                                 "Schüler;2022;1234567;reported", "Lehrer;2019;8;reported", "Lehrer;2020;;missing",
                                 "Lehrer;2021;;missing", "Lehrer;2022;9;reported"});
  std::vector<std::string> unreadable;
  for (const Finding& finding : built.findings.items)
    if (finding.code == "unreadable_value")
      unreadable.push_back(finding.args.front() + " " + std::to_string(finding.row) + ":" +
                           std::to_string(finding.column));
  CHECK(unreadable == std::vector<std::string>{"95O 3:3", "#DIV/0! 4:4"});
  const auto errors = read("Jahr;Wert;Rest\n2019;#NV;1\n2020;#NV;2\n");
  CHECK(says(errors.findings, "unreadable_value", "#NV"));
  CHECK(errors.value.rows() == 4);
}

TEST_CASE("ages and classes in numbers stay breakdowns", "[io][plain]") {
  const auto axes = [](const std::string& bytes) {
    const auto built = read(bytes);
    CHECK_FALSE(says(built.findings, "unreadable_value"));
    return built.value.variables();
  };
  const std::vector<std::string> one{"table"};
  CHECK(axes("Jahr;Jahre alt;Anzahl\n2019;83;1\n2019;84;2\n2019;85 und mehr;3\n") == one);
  CHECK(axes("Jahr;Teil;Anzahl\n2019;1;1\n2019;2;2\n2019;Insgesamt;3\n") == one);
  CHECK(axes("Jahr;Klasse;Anzahl\n2019;1;1\n2019;2;2\n2019;Vorschule;3\n") == one);
  CHECK(axes("Jahr;Gruppe;Anzahl\n2019;1;1\n2019;2;2\n2019;A;3\n2020;1;1\n2020;2;2\n2020;A;3\n") == one);
}

TEST_CASE("figures that can be read in two ways are refused, clear ones are read", "[io][plain]") {
  CHECK(holds(error_of("Jahr;Wert\n2015;253.611\n2016;1.045\n"),
              "line 2: found '253.611' in the column 'Wert' of the table"));
  const auto value = [](const std::string& bytes) { return cells(read(bytes).value.table(), {"value"}); };
  CHECK(value("Jahr;Wert\n2015;253.611\n2016;1.852.061\n") == std::vector<std::string>{"253611", "1852061"});
  CHECK(value("Jahr;Wert;Anteil in %\n2015;253.611;12,5\n").back() == "12.5");
  CHECK(value("Jahr;Wert\n2015;253.61\n2016;1.5\n") == std::vector<std::string>{"253.61", "1.5"});
  CHECK(value("Jahr;Wert\n2015;1.234,5\n2016;7\n") == std::vector<std::string>{"1234.5", "7"});
}

TEST_CASE("what is no table says what to do", "[io][plain]") {
  CHECK(holds(error_of("{\"a\": 1}"), "this is JSON and no table of figures"));
  CHECK(holds(error_of("@prefix a: <b> .\n"), "RDF Turtle, which is not read; expected csv"));
  CHECK(holds(error_of("id,alat,alon,all\n1,52,13,100\n"), "read it with read_places"));
  CHECK(holds(error_of("BSN;Name;PLZ;Adresse\n1;A;1;b\n"), "read it with read_places"));
  CHECK(holds(error_of("Jahr;Name\n2015;a\n2016;b\n"), "expected at least one that holds figures"));
  CHECK(holds(error_of("Jahr;Wert\nalt;1\n2016;2\n"), "expected one that is a time for every line"));
  CHECK(holds(error_of("Jahr;Wert\n2015;1;3\n"), "line 2: found 3 fields, expected 2"));
}

TEST_CASE("names of columns, months, times and regions", "[io][plain]") {
  CHECK(detail::is_column("time", "Jahr.Monat"));
  CHECK_FALSE(detail::is_column("time", "Name"));
  CHECK(detail::month_of("Mär") == 3);
  CHECK(detail::month_of("Dez") == 12);
  CHECK(detail::month_of("Anzahl") == 0);
  CHECK(detail::is_time("1999/2000"));
  CHECK(detail::is_time("2022.06"));
  CHECK_FALSE(detail::is_time("10115"));
  CHECK_FALSE(detail::is_time("1234"));
  CHECK(detail::region_of_text("Sachsen-Anhalt") == "15");
  CHECK(detail::region_of_text("Berlin") == "11");
  CHECK(detail::region_of_text("Deutschland") == "DG");
  CHECK(detail::region_of_text("15084") == "15084");
  CHECK(detail::region_of_text("ZH").empty());
}
