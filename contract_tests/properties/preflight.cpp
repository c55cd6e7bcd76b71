#include "contract_tests/properties/preflight.hpp"

#include "contract_tests/properties/pages.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

constexpr std::size_t most_named = 10;

/// One of the two tenants, and the settings that name it.
struct Side {
  TenantUnderTest& tenant;
  std::string url, url_setting, key_setting;
  std::vector<Call> proof;  ///< if any of them is answered as documented, the API is served there
};

Call reading(const std::string& path) {
  return improper(api_call(Operation::other, "GET", path));
}

bool is_of_the_api(const Answer& answer) {
  return answer.ok() && answer.json && answer.json->is_object();
}

bool refuses_the_key(const Answer& answer) {
  return answer.status() == 401 || answer.status() == 403;
}

bool is_busy(const Answer& answer) {
  return is_trouble(answer.response) || answer.status() == 503;
}

/// `7 "Detection"`
std::string named(const Json& object) {
  const auto name = member(object, "name");
  return id_of(object).value_or("?") + (name.is_string() ? " " + seen(name) : "");
}

std::string named(const std::vector<Json>& objects) {
  std::string text;
  for (std::size_t i = 0; i < std::min(objects.size(), most_named); ++i) {
    text += (i == 0 ? "" : ", ") + named(objects[i]);
  }
  return objects.size() > most_named ? text + ", …" : text;
}

/// A team or story that a setting names by its id.
struct LookedUp {
  bool can_be_seen = false;    ///< the tenant shows things of this kind
  std::optional<Json> object;  ///< empty: it is not there
  std::vector<Json> others;    ///< when it is not there: what is
};

LookedUp look_up(TenantUnderTest& tenant, const std::string& collection, std::int64_t id) {
  const auto path = "/" + collection;
  const auto path_id = std::to_string(id);
  const auto one = tenant.send(reading(path + "/" + path_id));
  if (is_of_the_api(one) && id_of(*one.json) == path_id) return {true, *one.json, {}};
  // A key without rights may see only a part of the list.
  if (refuses_the_key(one)) return {};
  const auto list = tenant.send(reading(path + "?per_page=500"));
  if (!is_of_the_api(list) || !member(*list.json, collection).is_array()) return {};
  auto all =
      all_elements(tenant, [&](const PageQuery& page) { return reading(path + query_of(page)); });
  std::erase_if(all, [](const Json& object) { return !object.is_object(); });
  return {true, with_id(all, path_id), std::move(all)};
}

class SettingsCheck {
 public:
  explicit SettingsCheck(Session& session) : session_(session), settings_(session.settings) {}

  Preflight all() {
    const Side origin{session_.tenant,
                      settings_.tenant_url,
                      "TINES_TENANT_URL",
                      "TINES_API_KEY",
                      {list_call(), reading("/stories"), reading("/teams"), reading("/info")}};
    if (reaches_origin(origin)) look_at_origin();
    look_at_destination();
    return std::move(found_);
  }

 private:
  void problem(const std::string& setting, const std::string& words) {
    found_.problems.push_back(setting + ": " + words);
  }

  bool reaches_origin(const Side& side) {
    const auto asked = std::chrono::steady_clock::now();
    const auto list = side.tenant.send(list_call());
    found_.answer_time = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - asked);
    if (is_of_the_api(list)) return true;
    if (refuses_the_key(list)) {
      // That the key is accepted in both headers is a promise of its own.
      const Credentials token{Credentials::Kind::user_token, ""};
      if (is_of_the_api(side.tenant.send(improper(with(list_call(), token))))) return true;
      problem(side.key_setting, side.url + " refuses TINES_API_KEY (" +
                                    std::to_string(list.status()) +
                                    "): set a key that may administer sync destinations");
      return false;
    }
    return reaches(side);
  }

  /// Whether the API is served there for the key of the settings; notes the problem if not.
  bool reaches(const Side& side) {
    std::size_t refused = 0, forbidden = 0, busy = 0;
    for (const auto& call : side.proof) {
      const auto answer = side.tenant.send(call);
      if (is_of_the_api(answer)) return true;
      if (cannot_be_used(side, answer)) return false;
      refused += answer.status() == 401;
      forbidden += answer.status() == 403;
      busy += is_busy(answer);
    }
    if (busy == side.proof.size()) {
      problem(side.url_setting, side.url + " is not serving now: run again when it does");
    } else if (refused > 0) {
      problem(side.key_setting,
              side.url + " refuses " + side.key_setting + ": set a key of that tenant");
    } else if (forbidden > 0) {
      // A key may have no right but to publish.
      unseen(side.url + ", which " + side.key_setting + " may not read,");
    } else {
      problem(side.url_setting, "nothing of the Tines API is served below " + side.url +
                                    "/api/v1: set the base URL of a tenant");
    }
    return false;
  }

  bool cannot_be_used(const Side& side, const Answer& answer) {
    const auto status = std::to_string(answer.status());
    if (answer.status() == 0) {
      problem(side.url_setting, side.url + " cannot be reached: " + answer.response.body);
    } else if (answer.status() >= 300 && answer.status() < 400) {
      problem(side.url_setting, side.url + " answers with a redirect (" + status +
                                    "), and a key does not follow one: set the URL of the tenant "
                                    "itself");
    } else {
      return false;
    }
    return true;
  }

  void look_at_origin() {
    look_at_team(session_.tenant, settings_.team_id, "TINES_TEAM_ID", settings_.tenant_url);
    std::vector<Json> stories;
    for (const auto id : settings_.story_ids) look_at_story(id, stories);
    if (!stories.empty()) found_.seen.push_back("stories " + named(stories));
  }

  void look_at_team(TenantUnderTest& tenant, std::int64_t id, const std::string& setting,
                    const std::string& url) {
    const auto found_object = look_up(tenant, "teams", id);
    if (found_object.object)
      return found_.seen.push_back("team " + named(*found_object.object) + " of " + url);
    if (found_object.can_be_seen) {
      return problem(setting, url + " has no team " + std::to_string(id) +
                                  (found_object.others.empty()
                                       ? ", and none that this key can see"
                                       : "; set one of these: " + named(found_object.others)));
    }
    unseen("the team " + std::to_string(id) + " of " + url);
  }

  void look_at_story(std::int64_t id, std::vector<Json>& stories) {
    const auto found_object = look_up(session_.tenant, "stories", id);
    const auto story = "story " + std::to_string(id);
    if (!found_object.can_be_seen) return unseen("the " + story);
    if (!found_object.object) {
      return problem("TINES_STORY_IDS", settings_.tenant_url + " has no " + story +
                                            "; set stories of the team " +
                                            std::to_string(settings_.team_id));
    }
    const auto team = member(*found_object.object, "team_id");
    if (team.is_number_integer() && team != Json(settings_.team_id)) {
      return problem("TINES_STORY_IDS", story + " is of the team " + seen(team) +
                                            ", not of TINES_TEAM_ID " +
                                            std::to_string(settings_.team_id) +
                                            ": set stories of that team, or the other team");
    }
    stories.push_back(*found_object.object);
  }

  void look_at_destination() {
    if (session_.destination == nullptr) {
      return unseen("the destination " + settings_.destination_url +
                    ", where keys would go over plain http,");
    }
    const auto team = std::to_string(settings_.destination_team_id);
    const Side side{
        *session_.destination,
        settings_.destination_url,
        "TINES_DESTINATION_TENANT_URL",
        "TINES_DESTINATION_API_KEY",
        {reading("/stories?team_id=" + team), reading("/teams"), list_call(), reading("/info")}};
    if (!reaches(side)) return;
    look_at_team(*session_.destination, settings_.destination_team_id, "TINES_DESTINATION_TEAM_ID",
                 settings_.destination_url);
    if (settings_.destination_url == settings_.tenant_url) {
      found_.seen.push_back("the destination is the tenant itself");
    }
  }

  void unseen(const std::string& what) {
    found_.all_seen = false;
    found_.seen.push_back(what + " cannot be looked at");
  }

  Session& session_;
  const Settings& settings_;
  Preflight found_;
};

std::string revision_in(const Facts& facts) {
  if (facts.has_manual_sync_only) return "revision 2026-06";
  return facts.revision_2026 ? "revision 2025-05, with operations of 2026-06" : "revision 2025-05";
}

std::string first_sync_in(const Facts& facts) {
  if (facts.syncs_arrive) return "a first sync arrived";
  if (facts.first_sync_error.empty()) return "the first sync did not end";
  return "the first sync failed: " + facts.first_sync_error;
}

}  // namespace

Preflight look_at_settings(Session& session) {
  return SettingsCheck(session).all();
}

void look_at_first_sync(const Session& session, Preflight& preflight) {
  const auto& facts = session.facts;
  if (!session.tenant.may_write()) return;
  if (const auto& refused = facts.first_create_refused) {
    const bool by_the_right = refused->status() == 401 || refused->status() == 403;
    if (by_the_right) {
      preflight.problems.push_back(
          "the tenant refuses to create a sync destination (" + seen(*refused) +
          "): set a TINES_API_KEY that may create them; where there is a quota, delete some");
    } else if (!preflight.all_seen) {
      preflight.problems.push_back(
          "the tenant refuses to create a sync destination from these settings (" + seen(*refused) +
          "), and not all that they name could be looked at: mend TINES_TEAM_ID, TINES_STORY_IDS "
          "or the settings of the destination");
    }
    return;
  }
  if (!facts.first_sync_error.empty() && !preflight.all_seen) {
    preflight.problems.push_back(
        "the first sync failed (" + facts.first_sync_error +
        "), and not all that the settings name could be looked at: mend "
        "TINES_DESTINATION_TENANT_URL, TINES_DESTINATION_API_KEY or TINES_DESTINATION_TEAM_ID");
    return;
  }
  preflight.seen.push_back(revision_in(facts) + "; " + first_sync_in(facts));
}

}  // namespace tines_mock::contract
