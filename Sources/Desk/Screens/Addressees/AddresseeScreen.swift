// SPDX-License-Identifier: Apache-2.0
import Addressee
import Office
import Safeguards
import Vocabulary

/// One person of System 2: every number, everything that was ever stated under it, every 名寄せ.
enum AddresseeScreen {
    struct Body: PageModel {
        let name: String
        let kana: String
        let flags: [Flag]
        let items: [Item]
        let numbers: [AddresseeNumberRow]
        let history: [AddresseeStatement]
        let hidden: Int
        let hasHidden: Bool
        let merges: [MergeRow]
        let hasMerges: Bool
        let mayMerge: Bool
        let mergeForm: String
        let record: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, about: try visit.addressee(), problems: []))
    }

    /// The page, also with what is wrong about undoing a 名寄せ.
    static func page(
        _ visit: Visit, about number: AddresseeNumber, problems: [FormProblem]
    ) async throws -> Page {
        let history = try await visit.performInAddressee(.viewAddressee, about: [number]) {
            try PersonHistory.of(number, in: $0)
        }
        let reader = try visit.officer()
        let view = AddresseeView(
            history, register: visit.installation.peers.register, for: reader)
        guard let first = view.statements.first else { throw DeskRefusal.notFound }
        let mayMerge = visit.may(.matchPersons)
        let masked = Masked(history.integratedNumber.description, .masked).description
        let body = Body(
            name: first.name, kana: first.kana, flags: view.flags,
            items: [
                Item("統合宛名番号", masked),
                Item("個人番号", history.hasIndividualNumber ? "登録あり（表示しません）" : "登録なし"),
                Item("生年月日", first.born), Item("性別", first.sex), Item("住所", first.address),
                Item("状態", first.status),
            ], numbers: view.numbers, history: view.statements,
            hidden: view.hidden, hasHidden: view.hidden > 0,
            merges: history.merges.map { MergeRow($0, mayUndo: mayMerge, problems) },
            hasMerges: !history.merges.isEmpty, mayMerge: mayMerge,
            mergeForm: Route.mergeForm.path() + "?kept=\(number)",
            record: visit.may(.viewPerson) ? Route.person.path(number) : nil)
        var keys: [Key] = [.link("F3", "新しい検索", Route.addressees.path())]
        if let record = body.record { keys.append(.link("F6", "対象者台帳", record)) }
        if mayMerge { keys.append(.link("F9", "名寄せ", body.mergeForm)) }
        let from = visit.query["from"]
        let back =
            from.allSatisfy(\.isHexDigit) && !from.isEmpty
            ? Route.foundAddressees.path(from) : Route.addressees.path()
        return Page(
            "addressees/person", "統合宛名 照会",
            crumbs: [.home, Crumb(Screen.addressee.title, back)], keys: keys,
            problems: problems, message: Done.banner(visit), body: body)
    }
}
