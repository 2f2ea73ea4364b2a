// Offers of education: what is on offer, for whom, where, when and for how many.
#pragma once

#include "werdegang/model/actor.hpp"

namespace werdegang::inline v0 {

/// Position of an offer in its landscape.
using OfferId = Id<struct OfferTag>;

/// One offer on its way into a landscape; what is empty is not given.
struct Offer {
  std::string id = {}, actor = {}, name = {};
  std::string topic = {}, life_phase = {}, target_group = {}, formality = {};  ///< codes of the lists of these names
  std::optional<double> age_from = {}, age_to = {};                            ///< completed years, both included
  std::string region = {}, place = {};
  std::optional<double> longitude = {}, latitude = {};  ///< degrees, WGS 84
  std::optional<double> capacity = {};                  ///< places
  std::string times = {};                               ///< as people say it: "Mo 15-17 Uhr"
  std::string from = {}, to = {};                       ///< days or years; an empty `to` is open
  Attributes more = {};
};

}  // namespace werdegang::inline v0
