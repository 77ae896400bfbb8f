#include "kiosk/store/attendees/person.h"

#include <array>

namespace kiosk {
namespace {

constexpr std::size_t step = 32;

template <typename Some, typename Text>
std::array<Text*, 6> fields_of(Some& person) {
    return {&person.name, &person.given_name, &person.email, &person.company, &person.language, &person.wiki_name};
}

void append_length(std::string& record, std::size_t length) {
    for (int shift = 24; shift >= 0; shift -= 8) record += static_cast<char>((length >> static_cast<unsigned>(shift)) & 0xffU);
}

}  // namespace

std::string packed(const Person& person) {
    std::string record;
    for (const std::string* field : fields_of<const Person, const std::string>(person)) {
        append_length(record, field->size());
        record += *field;
    }
    record.resize((record.size() + step - 1) / step * step);
    return record;
}

std::optional<Person> unpacked(std::string_view record) {
    Person person;
    for (std::string* field : fields_of<Person, std::string>(person)) {
        if (record.size() < 4) return std::nullopt;
        std::size_t length = 0;
        for (int i = 0; i < 4; ++i) length = length << 8U | static_cast<unsigned char>(record[static_cast<std::size_t>(i)]);
        record.remove_prefix(4);
        if (record.size() < length) return std::nullopt;
        *field = record.substr(0, length);
        record.remove_prefix(length);
    }
    return person;
}

}  // namespace kiosk
