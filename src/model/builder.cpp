#include "werdegang/model/builder.hpp"

#include <functional>
#include <map>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using Words = std::vector<std::string>;

Column text_column(std::string name, const Words& values, bool empty_is_text) {
  std::vector<std::uint8_t> valid;
  for (const auto& value : values) valid.push_back(empty_is_text || !value.empty() ? 1 : 0);
  return {std::move(name), Role::text, Text::from(values), Buffer<std::uint8_t>(std::move(valid))};
}

Column number_column(std::string name, const std::vector<std::optional<double>>& values) {
  std::vector<double> numbers;
  std::vector<std::uint8_t> valid;
  for (const auto& value : values) {
    numbers.push_back(value.value_or(0));
    valid.push_back(value ? 1 : 0);
  }
  return {std::move(name), Role::measure, Buffer<double>(std::move(numbers)), Buffer<std::uint8_t>(std::move(valid))};
}

/// A table of rows, column by column.
template <class Row>
class Frame {
 public:
  explicit Frame(const std::vector<Row>& rows) : rows_(rows) {}

  Frame& text(std::string name, std::string Row::*field) {
    Words values;
    for (const Row& row : rows_) values.push_back(row.*field);
    columns_.push_back(text_column(std::move(name), values, false));
    return *this;
  }
  Frame& number(std::string name, std::optional<double> Row::*field) {
    std::vector<std::optional<double>> values;
    for (const Row& row : rows_) values.push_back(row.*field);
    columns_.push_back(number_column(std::move(name), values));
    return *this;
  }
  /// Every name that any row has, as a column of texts.
  Frame& attributes(Attributes Row::*field) {
    std::map<std::string, Words> values;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      for (const auto& [name, value] : rows_[i].*field) {
        auto& column = values[name];
        column.resize(rows_.size());
        column[i] = value;
      }
    for (const auto& [name, column] : values) columns_.push_back(text_column(name, column, false));
    return *this;
  }
  Table table() { return rows_.empty() ? Table() : Table(std::move(columns_)); }

 private:
  const std::vector<Row>& rows_;
  std::vector<Column> columns_;
};

Table actor_table(const std::vector<Actor>& rows) {
  return Frame(rows)
      .text("id", &Actor::id)
      .text("kind", &Actor::kind)
      .text("name", &Actor::name)
      .text("sector", &Actor::sector)
      .text("formality", &Actor::formality)
      .text("region", &Actor::region)
      .number("longitude", &Actor::longitude)
      .number("latitude", &Actor::latitude)
      .number("capacity", &Actor::capacity)
      .text("from", &Actor::from)
      .text("to", &Actor::to)
      .attributes(&Actor::more)
      .table();
}

Table offer_table(const std::vector<Offer>& rows) {
  return Frame(rows)
      .text("id", &Offer::id)
      .text("actor", &Offer::actor)
      .text("name", &Offer::name)
      .text("topic", &Offer::topic)
      .text("life_phase", &Offer::life_phase)
      .text("target_group", &Offer::target_group)
      .text("formality", &Offer::formality)
      .number("age_from", &Offer::age_from)
      .number("age_to", &Offer::age_to)
      .text("region", &Offer::region)
      .text("place", &Offer::place)
      .number("longitude", &Offer::longitude)
      .number("latitude", &Offer::latitude)
      .number("capacity", &Offer::capacity)
      .text("times", &Offer::times)
      .text("from", &Offer::from)
      .text("to", &Offer::to)
      .attributes(&Offer::more)
      .table();
}

Table tie_table(const std::vector<Tie>& rows) {
  return Frame(rows)
      .text("source", &Tie::source)
      .text("target", &Tie::target)
      .text("kind", &Tie::kind)
      .text("direction", &Tie::direction)
      .number("strength", &Tie::strength)
      .text("confirmed", &Tie::confirmed)
      .text("from", &Tie::from)
      .text("to", &Tie::to)
      .attributes(&Tie::more)
      .table();
}

Table agreement_table(const std::vector<Agreement>& rows) {
  return Frame(rows)
      .text("id", &Agreement::id)
      .text("name", &Agreement::name)
      .text("kind", &Agreement::kind)
      .text("aims", &Agreement::aims)
      .text("from", &Agreement::from)
      .text("to", &Agreement::to)
      .text("last_activity", &Agreement::last_activity)
      .attributes(&Agreement::more)
      .table();
}

}  // namespace

LandscapeBuilder& LandscapeBuilder::add(Actor actor) { return actors_.push_back(std::move(actor)), *this; }
LandscapeBuilder& LandscapeBuilder::add(Offer offer) { return offers_.push_back(std::move(offer)), *this; }
LandscapeBuilder& LandscapeBuilder::add(Tie tie) { return ties_.push_back(std::move(tie)), *this; }
LandscapeBuilder& LandscapeBuilder::add(Body body) { return bodies_.push_back(std::move(body)), *this; }
LandscapeBuilder& LandscapeBuilder::add(Membership row) { return memberships_.push_back(std::move(row)), *this; }
LandscapeBuilder& LandscapeBuilder::add(Agreement row) { return agreements_.push_back(std::move(row)), *this; }
LandscapeBuilder& LandscapeBuilder::add(Signatory row) { return signatories_.push_back(std::move(row)), *this; }
LandscapeBuilder& LandscapeBuilder::add(ActorKind kind) { return kinds_.push_back(std::move(kind)), *this; }

Built<Landscape> LandscapeBuilder::freeze() const {
  LandscapeFrames frames;
  frames.actors = actor_table(actors_);
  frames.offers = offer_table(offers_);
  frames.ties = tie_table(ties_);
  frames.bodies = Frame(bodies_)
                      .text("id", &Body::id)
                      .text("name", &Body::name)
                      .text("kind", &Body::kind)
                      .text("region", &Body::region)
                      .text("from", &Body::from)
                      .text("to", &Body::to)
                      .attributes(&Body::more)
                      .table();
  frames.memberships = Frame(memberships_)
                           .text("body", &Membership::body)
                           .text("actor", &Membership::actor)
                           .text("role", &Membership::role)
                           .text("from", &Membership::from)
                           .text("to", &Membership::to)
                           .attributes(&Membership::more)
                           .table();
  frames.agreements = agreement_table(agreements_);
  frames.signatories = Frame(signatories_)
                           .text("agreement", &Signatory::agreement)
                           .text("actor", &Signatory::actor)
                           .text("from", &Signatory::from)
                           .text("to", &Signatory::to)
                           .attributes(&Signatory::more)
                           .table();
  frames.kinds = Frame(kinds_)
                     .text("code", &ActorKind::code)
                     .text("label_de", &ActorKind::label_de)
                     .text("label_en", &ActorKind::label_en)
                     .text("sector", &ActorKind::sector)
                     .text("formality", &ActorKind::formality)
                     .text("stage", &ActorKind::stage)
                     .table();
  return build_landscape(std::move(frames));
}

}  // namespace werdegang::inline v0
