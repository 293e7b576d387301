// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// An applicant who is not of the household of the child (単身赴任, 世帯分離, 別居): named by number,
/// and told in words before anything is received; never by a place.
enum OtherApplicant {
    /// The field that takes the number; what stands in it counts instead of the choice.
    static let field = "other-applicant"

    /// The number that was typed; `nil` where none can be read.
    static func named(_ typed: Typed) -> AddresseeNumber? {
        AddresseeNumber(IntakeForm.digits(typed[field]))
    }

    /// Asked of few: behind a line that opens it.
    static func group(
        _ role: String, _ form: IntakeForm, _ typed: Typed, with person: AddresseeNumber,
        for reader: Principal
    ) -> FieldGroup {
        let isNamed = !typed[field].isEmpty
        var number = FormField.addressee(
            field, "ほかの人（宛名番号）", typed,
            lookup: Route.lookPerson.path() + "?with=\(person)",
            hint: "別世帯・市外の保護者。番号は対象者検索か統合宛名の検索で調べます")
        if isNamed { number.echo = form.applicantWords(typed, for: reader) }
        return FieldGroup(
            title: "\(role)がほかの世帯の人のとき",
            lead: "入力すると、上の「\(role)」の選択に代えて、この番号の人が\(role)になります。空欄なら選択のとおりです。",
            fields: [number], isFolded: true, isOpen: isNamed)
    }

    /// Why somebody cannot apply; `nil` where nothing speaks against it.
    static func refusal(_ person: ResidentSnapshot?, on today: CivilDate) -> String? {
        guard let person else {
            return "この宛名番号の人は見つかりません。番号を確かめ、いない人は統合宛名で付番し、生年月日・性別の欠けた人は補ってから入力してください。"
        }
        if person.status == .died {
            return "この宛名番号の人は死亡しています。今、児童を監護している人の番号を入力してください。"
        }
        return IntakeHousehold.isGrownUp(person, on: today)
            ? nil : "この宛名番号の人は未成年です。児童を監護している成人の番号を入力してください。"
    }

    /// Where somebody stands to a household, without a place.
    static func standing(_ person: ResidentSnapshot, in household: String?) -> String {
        let words =
            switch person.status {
            case .resident where household != nil && person.household == household: "同じ世帯"
            case .resident: "別世帯"
            case .movedOut, .died, .nonResident: person.status.wording
            }
        return person.isProtected ? "\(words)・支援措置" : words
    }

    /// Name, birth date and standing.
    static func words(
        _ person: ResidentSnapshot, in household: String?, on today: CivilDate,
        for reader: Principal
    ) -> String {
        let name = reader.sees(person.alias ?? person.name, of: .name)
        let birth = reader.sees(Say.birth(person.born, on: today), of: .birthDate)
        return "\(name)　\(birth)生まれ・\(standing(person, in: household))"
    }

    /// What must be made sure of before somebody applies for a child.
    static func doubts(
        about applicant: ResidentSnapshot?, for child: ResidentSnapshot, tests: RecipientTests,
        on today: CivilDate
    ) -> [String] {
        var doubts: [String] = []
        let unsure = GuardianCheck.unsure(applicant, of: child, tests: tests, on: today)
        if let words = words(unsure) {
            doubts.append("住民記録では、申請者が\(words)分かりません。審査の案に「保護者の確認」の注意が付きます。")
        }
        if let warning = protection(applicant, of: child) { doubts.append(warning) }
        return doubts
    }

    /// What of the book's tests the register does not show: 「親か同じ世帯の成人か」; `nil` where nothing.
    static func words(_ unsure: [RecipientTest]) -> String? {
        var seen: Set<String> = []
        let words =
            unsure
            .map { $0 == .family || $0 == .adult ? "親か同じ世帯の成人か" : "\($0.wording)か" }
            .filter { seen.insert($0).inserted }
        return words.isEmpty ? nil : words.joined(separator: "、")
    }

    /// Somebody of another household applies for a child under protection.
    static func protection(
        _ applicant: ResidentSnapshot?, of child: ResidentSnapshot
    ) -> String? {
        guard let applicant, child.isProtected,
            child.household == nil || applicant.household != child.household
        else { return nil }
        return "支援措置の児童です。申請者が支援措置の相手方でないことを、受け付ける前に確かめてください。"
    }

    /// The person behind a number, in words under the field.
    static func look(_ visit: Visit) async throws -> Answer {
        guard let about = AddresseeNumber(visit.query["with"]) else { return .words("") }
        guard let number = AddresseeNumber(IntakeForm.digits(visit.query["text"])) else {
            return .words("宛名番号は15桁までの数字です")
        }
        let directory = visit.installation.directory
        let people = try await visit.perform(about: [about]) { scope in
            let people = try directory.persons([about, number])
            scope.saw(people.keys)
            return people
        }
        if let refusal = refusal(people[number], on: visit.today) { return .words(refusal) }
        let reader = try visit.officer()
        return .words(
            people[number].map {
                words($0, in: people[about]?.household, on: visit.today, for: reader)
            } ?? "")
    }
}
