# Writes the schema's steps as string literals: OUTPUT, STEPS (a list of SQL files in order).
set(text "#include \"kiosk/store/schema_steps.h\"\n\nnamespace kiosk {\nnamespace {\nconst std::string_view steps[] = {\n")
foreach(step IN LISTS STEPS)
    file(READ ${step} sql)
    string(APPEND text "R\"sql(${sql})sql\",\n")
endforeach()
string(APPEND text "};\n}  // namespace\nstd::span<const std::string_view> schema_steps() { return steps; }\n}  // namespace kiosk\n")
file(WRITE ${OUTPUT} "${text}")
