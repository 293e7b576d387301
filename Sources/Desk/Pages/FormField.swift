// SPDX-License-Identifier: Apache-2.0

/// One question of a form, as the template `field` draws it.
struct FormField: PageModel {
    let name: String
    private(set) var label: String
    var hint: String?
    var value = ""
    var problem: String?
    /// What the value was understood as, in words.
    var echo: String?
    var isRequired = false
    var size = "middle"
    /// `numeric`, `text` or nothing, for keyboards on screens.
    var inputmode: String?
    var autocomplete = "off"
    /// `child`, `adult`, `past` or `any` on fields of a date; the script echoes the day in words.
    /// `past` are days of the office itself, which six digits name as well as those of a child.
    var date: String?
    /// What an empty field of a date means: 「期限なし」.
    var emptyWords: String?
    /// The address that names a code, for the script.
    var lookup: String?
    /// How many digits a code is filled to when the field is left.
    var pad: String?
    /// The page of the codes that may be meant (F4).
    var candidates: String?
    /// Another field whose value narrows the codes: the bank of a branch.
    var narrowedBy: String?
    /// The field that takes the words behind the code: the address of a postal code.
    var fills: String?
    var choices: [Choice] = []
    var isText = false
    var isSelect = false
    var isRadio = false
    var isChecks = false
    var isArea = false
    var isPassword = false
    var isFirst = false
    var describedBy: String?

    /// One of several answers.
    struct Choice: PageModel {
        let value: String
        let label: String
        /// Not called `hint`: where a value is missing a template looks into the field around it.
        var detail: String?
        var isChosen = false
        var isDisabled = false
        /// Unique on the page.
        var id = ""
    }

    private init(_ name: String, _ label: String, _ typed: Typed) {
        self.name = name
        self.label = label
        value = typed[name]
    }

    static func text(
        _ name: String, _ label: String, _ typed: Typed, hint: String? = nil,
        size: String = "middle", isRequired: Bool = false
    ) -> FormField {
        var field = FormField(name, label, typed)
        field.isText = true
        field.hint = hint
        field.size = size
        field.isRequired = isRequired
        return field
    }

    /// A child by recipient number or addressee number; the script says who it is.
    static func child(_ typed: Typed) -> FormField {
        var field = text(
            "child", "児童", typed, hint: "受給者番号か宛名番号", size: "short", isRequired: true)
        field.lookup = Route.lookChild.path()
        return field
    }

    /// An addressee number: fifteen digits fit in it.
    static func addressee(
        _ name: String, _ label: String, _ typed: Typed, lookup: String? = nil,
        hint: String? = nil, isRequired: Bool = false
    ) -> FormField {
        var field = code(
            name, label, typed, digits: 0, lookup: lookup, hint: hint, isRequired: isRequired)
        field.size = "middle"
        return field
    }

    /// A month of treatment; the script says it in words.
    static func month(
        _ name: String, _ label: String, _ typed: Typed, hint: String, isRequired: Bool = false
    ) -> FormField {
        var field = text(name, label, typed, hint: hint, size: "short", isRequired: isRequired)
        field.lookup = DateEcho.month.address
        return field
    }

    /// A code of digits, filled with zeros when the field is left.
    static func code(
        _ name: String, _ label: String, _ typed: Typed, digits: Int, lookup: String? = nil,
        hint: String? = nil, isRequired: Bool = false
    ) -> FormField {
        var field = text(name, label, typed, hint: hint, size: "short", isRequired: isRequired)
        field.inputmode = "numeric"
        if digits > 0 { field.pad = String(digits) }
        field.lookup = lookup
        CodeList.of(field: name)?.attach(to: &field)
        return field
    }

    static func date(
        _ name: String, _ label: String, _ typed: Typed, whose: String = "any",
        hint: String? = "例 R7.4.1、5070401、2025-04-01。「.」は今日", isRequired: Bool = false
    ) -> FormField {
        var field = text(name, label, typed, hint: hint, size: "short", isRequired: isRequired)
        field.date = whose
        let saysSo = [label, hint ?? ""].contains {
            $0.contains("続いていれば空") || $0.contains("空欄は期限なし") || $0.contains("空なら終えるまで")
        }
        if saysSo { field.emptyWords = "期限なし" }
        return field
    }

    static func select(
        _ name: String, _ label: String, _ typed: Typed, _ choices: [(String, String)],
        hint: String? = nil, isRequired: Bool = false
    ) -> FormField {
        var field = FormField(name, label, typed)
        field.isSelect = true
        field.hint = hint
        field.isRequired = isRequired
        field.choices = choices.map {
            Choice(value: $0.0, label: $0.1, isChosen: $0.0 == typed[name])
        }
        return field
    }

    static func radio(
        _ name: String, _ label: String, _ typed: Typed, _ choices: [Choice],
        hint: String? = nil, isRequired: Bool = false
    ) -> FormField {
        var field = FormField(name, label, typed)
        field.isRadio = true
        field.hint = hint
        field.isRequired = isRequired
        field.choices = numbered(choices, name) { $0 == typed[name] }
        return field
    }

    static func checks(
        _ name: String, _ label: String, _ typed: Typed, _ choices: [Choice],
        hint: String? = nil, isRequired: Bool = false
    ) -> FormField {
        var field = FormField(name, label, typed)
        field.isChecks = true
        field.hint = hint
        field.isRequired = isRequired
        let ticked = Set(typed.all(name))
        field.choices = numbered(choices, name) { ticked.contains($0) }
        return field
    }

    static func area(
        _ name: String, _ label: String, _ typed: Typed, hint: String? = nil,
        isRequired: Bool = false
    ) -> FormField {
        var field = FormField(name, label, typed)
        field.isArea = true
        field.hint = hint
        field.isRequired = isRequired
        return field
    }

    /// The same field under other words.
    func labelled(_ words: String) -> FormField {
        var field = self
        field.label = words
        return field
    }

    /// The value is never sent back.
    static func password(_ name: String, _ label: String, autocomplete: String) -> FormField {
        var field = FormField(name, label, Typed())
        field.isPassword = true
        field.autocomplete = autocomplete
        field.size = "long"
        field.isRequired = true
        return field
    }

    /// The first choice has the id of the field, so that the error summary can lead to it.
    private static func numbered(
        _ choices: [Choice], _ name: String, _ isChosen: (String) -> Bool
    ) -> [Choice] {
        choices.enumerated().map { index, choice in
            var choice = choice
            choice.id = index == 0 ? name : "\(name)-\(index)"
            choice.isChosen = choice.isChosen || isChosen(choice.value)
            return choice
        }
    }

    /// Whether words may stand under the field.
    private var hasEcho: Bool { date != nil || lookup != nil || fills != nil || echo != nil }

    /// The field with its problem, if there is one, and with what describes it.
    func checked(_ problems: [FormProblem]) -> FormField {
        var field = self
        field.problem = problems.first { $0.href == "#" + name }?.message
        var ids: [String] = []
        if field.hint != nil { ids.append("\(name)-hint") }
        if field.problem != nil { ids.append("\(name)-problem") }
        if field.hasEcho {
            ids.append("\(name)-echo")
        }
        field.describedBy = ids.isEmpty ? nil : ids.joined(separator: " ")
        return field
    }
}

extension [FormField] {
    /// The fields with their problems; the first one is where typing begins.
    func checked(_ problems: [FormProblem]) -> [FormField] {
        var fields = map { $0.checked(problems) }
        if !fields.isEmpty { fields[0].isFirst = true }
        return fields
    }
}

/// What the script asks the page of dates about a field that is not a plain day.
enum DateEcho: String {
    case month
    /// The day of a receipt, or its month where no day stands on it.
    case receipt

    var address: String { Route.lookDate.path() + "?kind=\(rawValue)" }
}
