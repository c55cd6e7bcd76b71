#include "faults/effect.hpp"
#include "faults/effects/all.hpp"
#include "faults/names.hpp"
#include "faults/rule_json.hpp"

#include <type_traits>

namespace tines_mock::faults {
namespace {

/// Reads each attribute that the JSON object has.
class AttributeReader {
 public:
  explicit AttributeReader(ObjectReader& from) : from_(&from) {}

  template <class T>
  void operator()(const Attribute& attribute, T& to) {
    const auto member = attribute.required ? from_->required(attribute.name, attribute.meaning)
                                           : from_->optional(attribute.name);
    if (member) read(*member, attribute, to);
  }

  // Which members there are says which of the three kinds of DelayTime it is.
  void operator()(effects::DelayTime& to) {
    const auto fixed = from_->optional("delay_ms");
    const auto min = from_->optional("min_ms");
    const auto max = from_->optional("max_ms");
    const auto median = from_->optional("median_ms");
    const auto sigma = from_->optional("sigma");
    if (fixed && !min && !max && !median && !sigma) {
      read(*fixed, in_ms, to.emplace<effects::FixedDelay>().time);
    } else if (min && max && !fixed && !median && !sigma) {
      auto& uniform = to.emplace<effects::UniformDelay>();
      read(*min, in_ms, uniform.min);
      read(*max, in_ms, uniform.max);
    } else if (median && !fixed && !min && !max) {
      auto& lognormal = to.emplace<effects::LognormalDelay>();
      read(*median, in_ms, lognormal.median);
      if (sigma) lognormal.sigma = sigma->number(0, largest_sigma).value_or(lognormal.sigma);
    } else if (*from_) {
      from_->problems().push_back({Problem::Kind::invalid, from_->pointer(),
                                   "delay_ms, or min_ms and max_ms, or median_ms and sigma",
                                   "another set of members"});
    }
  }

 private:
  static constexpr Attribute in_ms{"", "", a_delay};

  static void read(const ValueReader& value, const Attribute& attribute, std::int64_t& to) {
    to = value.integer(attribute.range).value_or(to);
  }
  static void read(const ValueReader& value, const Attribute& attribute, int& to) {
    to = static_cast<int>(value.integer(attribute.range).value_or(to));
  }
  static void read(const ValueReader& value, const Attribute& attribute, Milliseconds& to) {
    to = Milliseconds(value.integer(attribute.range).value_or(to.count()));
  }
  static void read(const ValueReader& value, const Attribute& attribute,
                   std::optional<Milliseconds>& to) {
    read(value, attribute, to.emplace());
  }
  static void read(const ValueReader& value, const Attribute&, std::string& to) {
    to = value.text().value_or(to);
  }
  static void read(const ValueReader& value, const Attribute&, Headers& to) {
    to = read_headers(value);
  }
  template <class E>
  requires std::is_enum_v<E>
  static void read(const ValueReader& value, const Attribute&, E& to) {
    to = value.choice(names_of(to)).value_or(to);
  }

  ObjectReader* from_;
};

/// Writes each attribute that has a value.
class AttributeWriter {
 public:
  explicit AttributeWriter(Json& to) : to_(&to) {}

  template <class T>
  void operator()(const Attribute& attribute, const T& value) {
    (*to_)[attribute.name] = written(value);
    if ((*to_)[attribute.name].is_null()) to_->erase(attribute.name);
  }
  void operator()(const effects::DelayTime& time) {
    std::visit([&](const auto& delay) { write(delay); }, time);
  }

 private:
  static Json written(Milliseconds value) { return value.count(); }
  static Json written(const std::optional<Milliseconds>& value) {
    return value ? Json(value->count()) : Json();
  }
  static Json written(const Headers& value) { return write_headers(value); }
  static Json written(const auto& value) {
    if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(value)>>)
      return tines_mock::name_of(names_of(value), value);
    else
      return value;
  }

  void write(const effects::FixedDelay& delay) { (*to_)["delay_ms"] = delay.time.count(); }
  void write(const effects::UniformDelay& delay) {
    (*to_)["min_ms"] = delay.min.count();
    (*to_)["max_ms"] = delay.max.count();
  }
  void write(const effects::LognormalDelay& delay) {
    (*to_)["median_ms"] = delay.median.count();
    (*to_)["sigma"] = delay.sigma;
  }

  Json* to_;
};

template <class E>
Effect read_as(ObjectReader& from) {
  E effect{};
  AttributeReader visit(from);
  About<E>::attributes(visit, effect);
  from.no_others();
  return effect;
}

using Reader = Effect (*)(ObjectReader&);

/// Every kind with its reader: choosing by name lists all names in the error.
template <class... E>
std::optional<Reader> reader_of(const ValueReader& kind, std::type_identity<std::variant<E...>>) {
  return kind.choice<Reader>({{About<E>::kind, &read_as<E>}...});
}

}  // namespace

std::optional<Effect> read_effect(const ValueReader& value) {
  ObjectReader reader(value);
  const auto kind = reader.required("kind", "the name of an effect");
  if (!kind) return std::nullopt;
  const auto read = reader_of(*kind, std::type_identity<effects::Any>());
  if (!read) return std::nullopt;
  return (*read)(reader);
}

Json write_effect(const Effect& effect) {
  Json json = {{"kind", kind_of(effect)}};
  AttributeWriter visit(json);
  std::visit([&]<class E>(const E& e) { About<E>::attributes(visit, e); }, effect);
  return json;
}

}  // namespace tines_mock::faults
