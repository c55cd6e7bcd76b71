#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

/// Tenants that answer a key in a form that a simple search does not find.
namespace tines_mock::contract {

namespace {

using O = Operation;
using Form = std::function<std::string(const std::string& key)>;

/// Each byte in that `printf` format.
Form each_byte(const char* format) {
  return [format](const std::string& key) {
    std::string text;
    for (const char c : key) {
      std::array<char, 16> escaped{};
      const int size =
          std::snprintf(escaped.data(), escaped.size(), format, static_cast<unsigned char>(c));
      text.append(escaped.data(), static_cast<std::size_t>(size));
    }
    return text;
  };
}

/// Answers the destination key of the request, in a success or a refusal.
Decorate echoed_as(Form form) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      const auto key = member(body_of(request), "destination_tenant_api_key");
      auto answer = Json::parse(response.body, nullptr, false);
      if (!key.is_string() || key.get_ref<const std::string&>().empty() || !answer.is_object())
        return response;
      answer["request"] = "key: " + form(key);
      response.body = answer.dump();
      return response;
    };
  };
}

/// The error_message of a failed sync has the key.
Decorate in_messages_as(Form form) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      for (auto& [id, destination] : world.origin.destinations) {
        for (auto& subscription : destination.object["subscriptions"]) {
          if (subscription["status"] == "failed") {
            subscription["error_message"] = "refused: " + form(destination.key);
          }
        }
      }
      return next(request);
    };
  };
}

/// Changes the answers to an operation; `put` sees the world.
using Put = std::function<void(const ReferenceWorld&, Response&)>;
Decorate put_into(Operation operation, Put put) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return answers(operation, [=, &world](Response& response) { put(world, response); })(world,
                                                                                         next);
  };
}

Decorate user_info_in_the_list() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return json_of(O::list, [&world](Json& list) {
      for (auto& object : list["sync_destinations"]) {
        const auto* destination = destination_at(world, object["id"].dump());
        if (destination == nullptr || destination->key.empty()) continue;
        const auto url = object["destination_tenant_url"].get<std::string>();
        object["destination_tenant_url"] = "https://api:" + destination->key + "@" + url.substr(8);
      }
    })(world, next);
  };
}

Decorate key_in_links() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return meta([&world](Json& meta, Json&) {
      meta["current_page"] =
          meta["current_page"].get<std::string>() + "&api_key=" + world.origin.key;
    })(world, next);
  };
}

/// A refusal has the key in a link, percent-encoded.
Decorate own_key_in_refusals() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      auto response = next(request);
      if (response.status == 404) {
        response.headers.add("Link", "</help?key=" + each_byte("%%%02X")(world.origin.key) + ">");
      }
      return response;
    };
  };
}

std::string capitals(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string url_alphabet(std::string text) {
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

}  // namespace

std::vector<Defect> secret_defects() {
  const auto key_defect = [](const std::string& name, Decorate decorate) {
    return Defect{name, "answers.no-key", std::move(decorate)};
  };
  return {
      key_defect("the key comes back percent-encoded", echoed_as(each_byte("%%%02x"))),
      key_defect("the key comes back percent-encoded twice", echoed_as(each_byte("%%25%02X"))),
      key_defect("the key comes back in \\u escapes, escaped once more",
                 echoed_as(each_byte("\\u%04x"))),
      key_defect("the key comes back in HTML entities", echoed_as(each_byte("&#%d;"))),
      key_defect("the key comes back in hexadecimal HTML entities", echoed_as(each_byte("&#x%X;"))),
      key_defect("the key comes back in capital hexadecimal", echoed_as(each_byte("%02X"))),
      key_defect("the key comes back in capitals", echoed_as(capitals)),
      key_defect("the key comes back in base64, behind one byte",
                 echoed_as([](const std::string& key) { return base64(":" + key); })),
      key_defect("the key comes back in base64, among others",
                 echoed_as([](const std::string& key) { return base64("id:" + key + ":more"); })),
      key_defect("the key comes back in base64 for URLs", echoed_as([](const std::string& key) {
                   return url_alphabet(base64("?>" + key + "?"));
                 })),
      key_defect("the key comes back as JSON in a string", echoed_as([](const std::string& key) {
                   return Json(Json{{"key", key}}.dump()).dump();
                 })),
      key_defect("the first half of the key is in error_message",
                 in_messages_as([](const std::string& key) {
                   return key.substr(0, key.size() / 2 + 1) + "...";
                 })),
      key_defect("the last eight characters of the key are in error_message",
                 in_messages_as([](const std::string& key) {
                   return "..." + key.substr(key.size() - std::min<std::size_t>(8, key.size()));
                 })),
      key_defect("the key is in error_message but for its ends",
                 in_messages_as([](const std::string& key) {
                   return key.size() < 9 ? "" : "***" + key.substr(3, key.size() - 6) + "***";
                 })),
      key_defect("the key is in the list's URL of the destination", user_info_in_the_list()),
      key_defect("the origin's key is in the links of meta", key_in_links()),
      key_defect("the origin's key is in a header of refusals", own_key_in_refusals()),
      key_defect("create answers with a Location that has the key",
                 put_into(O::create,
                          [](const ReferenceWorld& world, Response& response) {
                            const auto& made = world.origin.destinations.rbegin()->second;
                            response.headers.add("Location", "https://api:" + made.key + "@x/24");
                          })),
      key_defect("show has the key", put_into(O::show,
                                              [](const ReferenceWorld& world, Response& response) {
                                                auto json = Json::parse(response.body);
                                                const auto id = json["sync_destination"]["id"];
                                                const auto& key =
                                                    world.origin.destinations.at(id).key;
                                                json["sync_destination"]["key_digest"] =
                                                    base64("sync:" + key);
                                                response.body = json.dump();
                                              })),
  };
}

}  // namespace tines_mock::contract
