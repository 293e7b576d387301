// SPDX-License-Identifier: Apache-2.0

/// The questions that 2010 and 2020 share.
enum AddresseeFields {
    static func numbers(_ typed: Typed) -> [FormField] {
        [
            .code("addressee", "宛名番号", typed, digits: 0),
            .code("integrated", "統合宛名番号", typed, digits: 0), number(typed),
        ]
    }

    /// What is typed here is sealed as it arrives and never sent back.
    static func number(_ typed: Typed) -> FormField {
        .code(
            NumberField.name, "個人番号", Typed(), digits: 0,
            hint: "12桁。画面・記録・番地には残りません")
    }

    static func items(_ typed: Typed) -> [FormField] {
        [
            .text("name", "氏名", typed), .text("kana", "フリガナ", typed),
            .date("born", "生年月日", typed, hint: nil),
            .text("address", "住所", typed, size: "long"),
        ]
    }

    static func reason(_ typed: Typed) -> FormField {
        .text(
            "reason", "理由（記録されます）", typed, hint: "例 申請者の確認、住登外者の照会", size: "long",
            isRequired: true)
    }
}
