# Writes a schema's steps as string literals: OUTPUT, STEPS (a list of SQL files in order), and the FUNCTION that gives
# them with the HEADER that declares it.
set(text "#include \"${HEADER}\"\n\nnamespace kiosk {\nnamespace {\nconst std::string_view steps[] = {\n")
foreach(step IN LISTS STEPS)
    file(READ ${step} sql)
    string(APPEND text "R\"sql(${sql})sql\",\n")
endforeach()
string(APPEND text "};\n}  // namespace\nstd::span<const std::string_view> ${FUNCTION}() { return steps; }\n}  // namespace kiosk\n")
file(WRITE ${OUTPUT} "${text}")
