// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The parameters of a request while they are checked.
final class ParameterForm {
    /// Name, whether it is always needed, and its rule: the control parameters of 付番API v2.0.
    static let control: [(name: String, isRequired: Bool, rule: ParameterRule)] = [
        ("shorikubun", true, .oneOf(["0", "1", "2"])),
        ("shikuchosonkodo", true, .digits(6)),
        ("atenabango", false, .number(15)),
        ("gyomuid", false, .narrow(3)),
        ("dokujishisakushisutemutoid", false, .narrow(3)),
        ("nayosemotofuragu", true, .oneOf(["0", "1"])),
        ("nayosesakiatenabango", false, .number(15)),
        ("tagyomusanshofukafuragu", true, .oneOf(["0", "1"])),
        ("sosashaid", true, .narrow(10)),
        ("sosanengappi", true, .date),
        ("sosajikoku", true, .time),
    ]

    private let parameters: [String: String]
    private(set) var problems: [ParameterProblem] = []

    init(_ parameters: [String: String]) {
        // The two flags have a default.
        let defaults = ["nayosemotofuragu": "0", "tagyomusanshofukafuragu": "0"]
        self.parameters = defaults.merging(parameters.filter { !$0.value.isEmpty }) { _, given in
            given
        }
    }

    func text(_ name: String) -> String { parameters[name] ?? "" }

    var items: [NonResidentItem: String] {
        var found: [NonResidentItem: String] = [:]
        for item in NonResidentItem.allCases { found[item] = parameters[item.rawValue] }
        return found
    }

    var business: Business? {
        if parameters["gyomuid"] != nil { return Business(.standard, text("gyomuid")) }
        return Business(.ownScheme, text("dokujishisakushisutemutoid"))
    }

    /// X12: digits, and twelve of them; whether the check digit is right is seen when it is sealed.
    func check(individualNumber: String?) {
        guard let individualNumber, !individualNumber.isEmpty else { return }
        if let problem = ParameterRule.digits(12).problem(individualNumber, "kojinbango") {
            problems.append(problem)
        }
    }

    /// E0001, E0002 and E0003, parameter by parameter; what the table does not know is refused.
    func checkAll() {
        for (name, isRequired, rule) in ParameterForm.control {
            check(name, isRequired: isRequired, rule)
        }
        for item in NonResidentItem.allCases {
            check(item.rawValue, isRequired: false, item.rule)
        }
        let known = Set(
            ParameterForm.control.map(\.name) + NonResidentItem.allCases.map(\.rawValue))
        for name in parameters.keys.sorted() where !known.contains(name) {
            problems.append(ParameterProblem(.characters, "知らない項目"))
        }
    }

    private func check(_ name: String, isRequired: Bool, _ rule: ParameterRule) {
        guard let value = parameters[name] else {
            if isRequired { problems.append(ParameterProblem(.required, name)) }
            return
        }
        if let problem = rule.problem(value, name) { problems.append(problem) }
    }

    private func has(_ name: String) -> Bool { parameters[name] != nil }
    private func has(_ item: NonResidentItem) -> Bool { has(item.rawValue) }

    private func demand(_ holds: Bool, _ name: String, _ what: String) {
        if !holds { problems.append(ParameterProblem(.correlation, name, what)) }
    }

    /// E0004: what does not go together. Only between parameters that are right by themselves.
    func correlate(body: String) {
        guard problems.isEmpty else { return }
        let task = text("shorikubun")
        demand(text("shikuchosonkodo") == body, "shikuchosonkodo", "この団体のコードではありません。")
        demand(
            has("atenabango") == (task != "0"), "atenabango",
            task == "0" ? "新しく付番するときは指定できません。" : "処理区分1・2では必要です。")
        demand(
            has("gyomuid") != has("dokujishisakushisutemutoid"), "gyomuid",
            "業務IDと独自施策システム等IDのどちらか一つを指定してください。")
        demand(business != nil, "gyomuid", "半角英数字3文字で指定してください。")
        demand(
            has("nayosesakiatenabango") == (text("nayosemotofuragu") == "1"),
            "nayosesakiatenabango", "名寄せ元フラグが1のときだけ指定してください。")
        demand(
            text("nayosemotofuragu") == "0" || task != "0", "nayosemotofuragu",
            "新しく付番するときは名寄せできません。")
        if task == "0" { correlatePerson() }
        correlateItems()
    }

    /// A new number needs a name, a birth date or words for it, and an address.
    private func correlatePerson() {
        let isNamed =
            has(.name) || (has(.familyName) && has(.givenName)) || has(.foreignKanjiName)
            || has(.romanName)
        demand(isNamed, NonResidentItem.name.rawValue, "氏名のどれかが必要です。")
        demand(
            has(.born) || has(.birthInWords), NonResidentItem.born.rawValue,
            "生年月日か、不詳の表記が必要です。")
        demand(
            has(.city) || has(.town) || has(.foreignAddress), NonResidentItem.city.rawValue,
            "国内か国外の住所が必要です。")
    }

    private func correlateItems() {
        demand(
            has(.familyName) == has(.givenName), NonResidentItem.familyName.rawValue,
            "氏と名は両方を指定してください。")
        demand(
            has(.familyKana) == has(.givenKana), NonResidentItem.familyKana.rawValue,
            "氏と名の振り仮名は両方を指定してください。")
        demand(
            !has(.name) || text(NonResidentItem.name.rawValue).contains("　"),
            NonResidentItem.name.rawValue, "氏と名の間に全角空白を入れてください。")
        demand(
            !has(.aliasKana) || has(.alias), NonResidentItem.aliasKana.rawValue,
            "通称がないときは指定できません。")
        demand(
            !has(.aliasKanaIsChecked) || has(.aliasKana),
            NonResidentItem.aliasKanaIsChecked.rawValue, "通称の振り仮名がないときは指定できません。")
        let isUncertain = text(NonResidentItem.birthIsUncertain.rawValue) == "1"
        demand(
            !has(.birthInWords) || isUncertain, NonResidentItem.birthInWords.rawValue,
            "生年月日不詳フラグが1のときだけ指定できます。")
        demand(
            !has(.born) || BirthDate(text(NonResidentItem.born.rawValue))?.day != nil
                || isUncertain, NonResidentItem.born.rawValue, "不詳の日付には不詳フラグ1が必要です。")
        demand(
            !has(.foreignAddress) || has(.country) || has(.countryCode),
            NonResidentItem.foreignAddress.rawValue, "国外の住所には国名が必要です。")
    }
}
