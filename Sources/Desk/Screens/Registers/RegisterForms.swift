// SPDX-License-Identifier: Apache-2.0
import Registers
import Vocabulary

/// The fields of a register as a form, and what was typed into them.
enum RegisterForms {
    /// Names of fields never meet those of the form itself.
    static func name(_ field: RegisterField, _ prefix: String = "f") -> String {
        "\(prefix)-\(field.name)"
    }

    /// - Parameter stage: what must be filled from this stage on is marked.
    static func fields(
        _ fields: [RegisterField], _ typed: Typed, at stage: RegisterField.Stage,
        prefix: String = "f"
    ) -> [FormField] {
        fields.map { field in
            let name = name(field, prefix)
            let must = field.requiredFrom <= stage
            switch field.form {
            case .text:
                return .text(
                    name, field.label, typed, hint: field.hint, size: "long", isRequired: must)
            case .officer:
                return .text(
                    name, field.label, typed, hint: field.hint ?? "利用者ID", size: "middle",
                    isRequired: must)
            case .reference:
                return .text(
                    name, field.label, typed, hint: field.hint ?? "台帳の番号（例 R7-0003）",
                    size: "short", isRequired: must)
            case .long:
                return .area(name, field.label, typed, hint: field.hint, isRequired: must)
            case .date:
                return .date(name, field.label, typed, hint: field.hint, isRequired: must)
            case .number:
                return .code(
                    name, field.label, typed, digits: 0, hint: field.hint, isRequired: must)
            case .choice:
                return .select(
                    name, field.label, typed,
                    [("", "選んでください")] + field.choices.map { ($0, $0) }, hint: field.hint,
                    isRequired: must)
            case .yesNo:
                return .select(
                    name, field.label, typed, [("", "選んでください"), ("no", "いいえ"), ("yes", "はい")],
                    hint: field.hint, isRequired: must)
            case .checklist:
                return .checks(
                    name, field.label, typed,
                    field.choices.map { .init(value: $0, label: $0) }, hint: field.hint,
                    isRequired: must)
            }
        }
    }

    /// What was typed; days in any form of the office become ISO.
    static func values(
        _ fields: [RegisterField], _ reading: inout FormReading, prefix: String = "f"
    ) -> RegisterValues {
        var values = RegisterValues()
        for field in fields {
            let name = name(field, prefix)
            switch field.form {
            case .date:
                let day = reading.optionalDate(name, field.label, whose: .any)
                values[field.name] = day?.description
            case .checklist:
                values[field.name] = RegisterValues.joined(reading.typed.all(name))
            default: values[field.name] = reading.typed[name]
            }
        }
        return values
    }

    /// An entry as it would be typed, to be changed.
    static func typed(
        _ values: RegisterValues, _ fields: [RegisterField], prefix: String = "f"
    ) -> Typed {
        var typed = Typed()
        for field in fields {
            let name = name(field, prefix)
            guard let value = values[field.name] else { continue }
            switch field.form {
            case .checklist: typed.set(name, all: values.ticked(field.name))
            case .date: typed.set(name, values.day(field.name).map { Say.short($0) } ?? value)
            default: typed.set(name, value)
            }
        }
        return typed
    }

    /// A value in words.
    static func words(_ value: String?, _ field: RegisterField) -> String {
        guard let value else { return "" }
        switch field.form {
        case .date: return CivilDate(iso: value).map { Say.date($0) } ?? value
        case .yesNo: return value == "yes" ? "はい" : "いいえ"
        case .checklist: return value.replacing(";", with: "、")
        case .reference: return EntryNumber(value)?.wording ?? value
        default: return value
        }
    }
}

extension FormReading {
    /// What a register refuses, beside the fields that it is about.
    mutating func refused(register refusal: RegisterRefusal, prefix: String = "f") {
        if case .fields(let problems) = refusal {
            for problem in problems { wrong("\(prefix)-\(problem.field)", problem.message) }
        } else {
            refused(refusal)
        }
    }
}

extension AlarmState {
    /// The word beside a day.
    func flag(_ on: CivilDate) -> Flag {
        switch self {
        case .overdue: Flag("期限切れ \(Say.short(on))", .stop)
        case .near: Flag("まもなく \(Say.short(on))", .warn)
        case .calm: Flag(Say.short(on), .plain)
        }
    }
}

extension EntryState {
    var weight: Flag.Weight {
        switch self {
        case .open: .warn
        case .active, .closed: .good
        case .void: .stop
        }
    }
}
