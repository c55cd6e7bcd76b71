#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/generators/writings.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>

/// The same request written otherwise, as JSON (RFC 8259) and HTTP (RFC 9110, RFC 9112) allow it.
namespace tines_mock::contract {

namespace {

using Writing = std::string (*)(const Json&);

void makes_what_was_sent(Session& session, const Answer& answer, const Json& body,
                         const std::string& written) {
  const auto object = destination_in(answer);
  std::vector<PathId> stories;
  for (const auto& id : body.at("story_ids")) stories.push_back(id.dump());
  std::ranges::sort(stories);
  session.require(
      answer.ok() && id_in(answer) && member(*object, "origin_team_id") == body.at("team_id") &&
          member(*object, "destination_team_id") == body.at("destination_team_id") &&
          member(*object, "destination_tenant_url") == body.at("destination_tenant_url") &&
          member(lasting(*object), "stories") == Json(stories),
      "a success, and what was sent, though the request is written " + written, answer);
}

void creates_what_was_sent(Session& session, const Answer& answer, const Json& body,
                           const std::string& written) {
  if (answer.refused()) session.create(body);  // a tenant may refuse either
  makes_what_was_sent(session, answer, body, written);
}

/// The bodies of create and update.
void bodies_in(Session& session, Writing writing, const std::string& words) {
  const auto body = draft(session.settings, session.settings.story_ids);
  const auto created = session.send(with_body(create_call(body), writing(body)));
  creates_what_was_sent(session, created, body, words);
  if (!session.facts.revision_2026) return;
  const Json change{{"story_ids", {session.settings.story_ids.back()}}};
  auto expected = body;
  expected.update(change);
  const auto updated =
      session.send(with_body(update_call(*id_in(created), change), writing(change)));
  makes_what_was_sent(session, updated, expected, words);
}

Promise in_white_space() {
  return {.id = "syntax.white-space",
          .text = "white space of all kinds may stand between the tokens of a body",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            bodies_in(session, spread_out, "with white space of all kinds");
          }};
}

Promise in_escaped_names() {
  return {.id = "syntax.escaped-names",
          .text = "names of a body's members may be written with escapes",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            bodies_in(session, with_escaped_names, "with escapes in the names of members");
          }};
}

Promise in_escaped_slashes() {
  return {.id = "syntax.escaped-slashes",
          .text = R"(slashes in a body may be written "\/")",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            bodies_in(session, with_escaped_slashes, R"(with "\/" for each slash)");
          }};
}

Promise name_in_ascii() {
  return {.id = "syntax.surrogates",
          .text = "a story's name may be written with escapes and surrogate pairs",
          .source = vendor_pages("stories", "created (201)"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto name = fresh_name(session) + " \U0001F6A8 \u8b66\u5831";
            const Json body{{"name", name}, {"team_id", session.settings.team_id}};
            const auto create = improper(api_call(Operation::other, "POST", "/stories", body));
            const auto plain = session.send(create);
            if (!plain.ok() || !plain.json || member(*plain.json, "name") != Json(name)) {
              throw CouldNotCheck("the tenant makes no story of this name: " + seen(plain));
            }
            const auto escaped = session.send(with_body(create, in_ascii(body)));
            session.require(
                escaped.json && member(*escaped.json, "name") == Json(name),
                "a story " + seen(Json(name)) + ", though the name is written with escapes",
                escaped);
          }};
}

/// What stands in a string is text, however much it looks like JSON.
Promise in_a_string() {
  return {
      .id = "syntax.strings",
      .text = "what stands in a string of a body is no parameter",
      .source = seed_document("create-parameters", "The body is a JSON object"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_several_destinations(session, 2);
        auto body = draft(session.settings);
        const auto key = session.unknown_key();
        const auto with_key = [&](const std::string& more) {
          body["destination_tenant_api_key"] = key + more;
          return session.send(improper(create_call(body)));
        };
        if (!with_key(R"(","anything":1,"elsewhere":[],"x":")").ok()) {
          throw CouldNotCheck("the tenant refuses an unknown destination key with quotes in it");
        }
        const auto answer =
            with_key(R"(","team_id":1,"story_ids":[],"destination_team_id":2,"x":")");
        makes_what_was_sent(session, answer, body, "with a key that looks like JSON inside");
      }};
}

void requests_in(Session& session, const Form& form, const std::string& words) {
  const auto sent = [&](const Call& call) { return session.send(with_form(call, form)); };
  const auto body = draft(session.settings);
  const auto created = sent(create_call(body));
  creates_what_was_sent(session, created, body, words);
  const auto list = sent(list_call());
  session.require(list.ok() && list.json, "a list, though the request is written " + words, list);
  const auto id = *id_in(created);
  if (session.facts.revision_2026) {
    const auto updated = sent(update_call(id, {{"story_ids", body.at("story_ids")}}));
    makes_what_was_sent(session, updated, body, words);
  }
  const auto removed = sent(remove_call(id));
  session.require(removed.ok(), "a success, though the request is written " + words, removed);
}

Promise content_types() {
  return {.id = "syntax.content-type",
          .text = "a Content-Type may have a charset and be in any case",
          .source = seed_document("create-headers", "Content-Type: application/json"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const auto* type : {"application/json; charset=utf-8",
                                     "application/json;charset=UTF-8", "Application/JSON"}) {
              Form form;
              form.content_type = type;
              requests_in(session, form, "with Content-Type: " + std::string(type));
            }
          }};
}

Promise accepts() {
  return {.id = "syntax.accept",
          .text = "a request needs no Accept, or may accept anything",
          .source = seed_document("create-headers", "The request's headers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const std::vector<std::optional<std::string>> all{std::nullopt, "*/*",
                                                              "application/json, text/plain, */*",
                                                              "application/*;q=0.9, */*;q=0.1"};
            for (const auto& accept : all) {
              Form form;
              form.accept = accept;
              requests_in(session, form, accept ? "with Accept: " + *accept : "without Accept");
            }
          }};
}

Promise header_names() {
  return {.id = "syntax.header-names",
          .text = "names of headers may be in any case",
          .source = seed_document("create-headers", "The request's headers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const auto names : {Form::Names::lower, Form::Names::upper}) {
              Form form;
              form.names = names;
              requests_in(session, form, "with names of headers in another case");
            }
          }};
}

Promise chunked() {
  return {.id = "syntax.chunked",
          .text = "a body may come in chunks",
          .source = seed_document("create-headers", "The request's headers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            Form form;
            form.chunked = true;
            const auto body = draft(session.settings);
            const auto answer = session.send(improper(with_form(create_call(body), form)));
            if (answer.status() == 411)
              throw CouldNotCheck("the tenant asks for a Content-Length (411)");
            creates_what_was_sent(session, answer, body, "in chunks");
          }};
}

}  // namespace

Promises syntax_promises() {
  return {in_white_space(), in_escaped_names(), in_escaped_slashes(),
          name_in_ascii(),  in_a_string(),      content_types(),
          accepts(),        header_names(),     chunked()};
}

}  // namespace tines_mock::contract
