// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1024 送付先・居住地: where letters go and where somebody lives, with periods; nothing of it is shown
/// while a protection measure is in force.
enum AddressScreen {
    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let times = RecordTimes(visit)
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewHistory, about: [number]) { scope in
            let about = try RecordReading(number, directory: directory, in: scope)
            return (
                mailing: try AddressBook.mailingHistory(
                    of: number, isProtected: about.isProtected, asOf: times.moment,
                    from: scope.db),
                living: try AddressBook.residenceHistory(
                    of: number, isProtected: about.isProtected, asOf: times.moment,
                    from: scope.db),
                about: about
            )
        }
        let mayWrite = visit.may(.changeRegistration)
        let path = Route.addressRecord.path(number)
        func row(_ fact: Recorded<AddressFact>, _ kind: String) -> RecordRow {
            let address = fact.value.address.shown(to: officer)
            return RecordRow(
                fact, period: fact.value.period, on: times.day,
                cells: [
                    .text(officer.sees(fact.value.name, of: .name)),
                    .text(
                        address.map { "〒\($0.postalCode) \($0.text) \($0.building)" }
                            ?? Say.hiddenForProtection),
                    .code(officer.sees(fact.value.phone, of: .phone)),
                    .code(Say.short(fact.value.period.from)),
                    .code(Say.short(fact.value.period.lastDay)),
                    .text(fact.value.cause == .notification ? "届出" : "住民記録"),
                ], correct: "\(path)?\(kind)=\(fact.id)",
                isVoid: false)
        }
        let columns = ["氏名", "住所", "電話", "始まり", "最後の日", "由来"]
        return try visit.recordPage(
            read.about, "送付先・居住地",
            lead: "送付先は、その期間の通知の宛先になります。居住地は、住民記録の住所と違う所に住んでいるときの記録です。",
            times: times,
            tables: [
                RecordTable(
                    "送付先", columns, read.mailing.map { row($0, "mailing") },
                    mayCorrect: mayWrite),
                RecordTable(
                    "居住地", columns, read.living.map { row($0, "living") },
                    mayCorrect: mayWrite),
            ],
            forms: mayWrite
                ? [
                    form(visit, read.mailing, officer, isMailing: true, problems),
                    form(
                        visit, read.living.filter { $0.value.cause == .notification }, officer,
                        isMailing: false, problems),
                ] : [], problems: problems, again: .addressRecord)
    }

    /// Both forms stand on one page: their fields have names of their own.
    private static func form(
        _ visit: Visit, _ facts: [Recorded<AddressFact>], _ officer: Principal,
        isMailing: Bool, _ problems: [FormProblem]
    ) -> RecordForm {
        let mark = isMailing ? "mailing" : "living"
        let chosen = Int64(visit.query[mark]) ?? Int64(visit.form["\(mark)-replaces"])
        let old = facts.first { $0.id == chosen && !$0.isOverruled }
        var typed = visit.form
        if let old, !visit.isPosted {
            if let address = old.value.address.shown(to: officer) {
                typed.set("\(mark)-postal", address.postalCode)
                typed.set("\(mark)-address", address.text)
                typed.set("\(mark)-building", address.building)
            }
            typed.set("\(mark)-name", old.value.name)
            typed.set("\(mark)-kana", old.value.kana)
            typed.set("\(mark)-from", Say.short(old.value.period.from))
            typed.set("\(mark)-last", Say.short(old.value.period.lastDay))
        }
        var fields: [FormField] = [
            .code("\(mark)-postal", "郵便番号", typed, digits: 0, hint: "7桁", isRequired: true),
            .text("\(mark)-address", "住所", typed, size: "long", isRequired: true),
            .text("\(mark)-building", "方書", typed, size: "long"),
            .text("\(mark)-name", "氏名", typed, isRequired: true),
            .text("\(mark)-kana", "氏名カナ", typed),
        ]
        if isMailing { fields.append(.text("mailing-phone", "電話番号", typed)) }
        fields += [
            .date("\(mark)-from", "始まりの日", typed, isRequired: true),
            .date("\(mark)-last", "最後の日（続いていれば空）", typed),
            .text("\(mark)-reason", "理由（記録されます）", typed, size: "long", isRequired: true),
        ]
        if old != nil {
            fields.append(
                .checks(
                    "\(mark)-mistake", "取消", typed,
                    [.init(value: "yes", label: "この登録は誤りだった（どの日にも効力がなかったことにする）")]))
        }
        let word = isMailing ? "送付先" : "居住地"
        let route: Route = isMailing ? .recordMailing : .recordResidence
        return RecordForm(
            id: "\(mark)-record", title: old == nil ? "\(word)の登録" : "\(word)の訂正",
            action: route.path(visit.parameters["person"] ?? ""),
            hiddens: old.map { [("\(mark)-replaces", "\($0.id)")] } ?? [],
            fields: fields.map { $0.checked(problems) },
            button: old == nil ? "\(word)を登録する" : "\(word)の訂正を登録する")
    }

    static func recordMailing(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        var read = AddressAnswers(visit, "mailing")
        let (address, period) = (read.address(), read.period())
        let (phone, reason) = (visit.form["mailing-phone"], read.reason)
        let replaces = read.replaces
        return try await visit.keepRecord(
            read.reading, about: [number], back: .addressRecord, again: page
        ) { scope in
            guard let period else { return }
            try RecordMailingAddress.perform(
                MailingAddressInput(
                    subject: number, postalCode: address.postal, address: address.text,
                    building: address.building, kana: address.kana, name: address.name,
                    phone: phone, period: period), replaces: replaces, reason: reason, in: scope)
        }
    }

    static func recordResidence(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        var read = AddressAnswers(visit, "living")
        let (address, period) = (read.address(), read.period())
        let (reason, replaces) = (read.reason, read.replaces)
        return try await visit.keepRecord(
            read.reading, about: [number], back: .addressRecord, again: page
        ) { scope in
            guard let period else { return }
            try RecordResidence.perform(
                ResidenceInput(
                    subject: number, postalCode: address.postal, address: address.text,
                    building: address.building, kana: address.kana, name: address.name,
                    period: period), replaces: replaces, reason: reason, in: scope)
        }
    }
}

/// What was typed into one of the two forms.
private struct AddressAnswers {
    struct Parts: Sendable {
        let postal, text, building, name, kana: String
    }

    var reading: FormReading
    private let mark: String
    private(set) var reason = ""

    init(_ visit: Visit, _ mark: String) {
        reading = FormReading(visit.form, today: visit.today)
        self.mark = mark
        reason = reading.text("\(mark)-reason", orElse: "理由を入力してください（記録されます）。")
    }

    var replaces: Int64? { Int64(reading.typed["\(mark)-replaces"]) }

    mutating func address() -> Parts {
        let text = reading.text("\(mark)-address", orElse: "住所を入力してください。")
        let name = reading.text("\(mark)-name", orElse: "氏名を入力してください。")
        let postal = IntakeForm.digits(
            reading.text("\(mark)-postal", orElse: "郵便番号を入力してください。"))
        return Parts(
            postal: postal, text: text, building: reading.typed["\(mark)-building"], name: name,
            kana: reading.typed["\(mark)-kana"])
    }

    mutating func period() -> EffectivePeriod? {
        let period = reading.period("\(mark)-from", "\(mark)-last")
        guard reading.typed.isTicked("\(mark)-mistake") else { return period }
        return period.map { EffectivePeriod(from: $0.from, until: $0.from) }
    }
}
