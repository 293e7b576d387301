// SPDX-License-Identifier: Apache-2.0
import Office
import Reports
import Safeguards
import Scheme

/// F1: what a screen or a page is for, what to do step by step, its keys, and the rules behind it.
enum HelpScreen {
    struct Body: PageModel {
        let code: String
        let title: String
        let purpose: String
        let steps: [String]
        let notes: [String]
        let keys: [Item]
        let rules: [Item]
        let hasRules: Bool
        let promises: [Item]
        let hasPromises: Bool
        let grounds: [Item]
        let hasGrounds: Bool
        let words: String
        let licences: String
    }

    static func show(_ visit: Visit) throws -> Answer {
        guard let topic = visit.parameters["screen"].flatMap(HelpTopic.init) else {
            throw DeskRefusal.notFound
        }
        let text = topic.text
        let rules =
            (text.rules.map { Self.rules(visit.installation.book, $0) } ?? []) + text.standards
        let promises = HelpText.promises(
            topic.measures, in: try MeasureCatalogue.measures())
        let grounds = grounds(of: topic.routes)
        let table = visit.installation.keyboard.table
        let body = Body(
            code: topic.code, title: topic.title, purpose: table.worded(text.purpose),
            steps: text.steps.map(table.worded), notes: text.notes.map(table.worded),
            keys: keys(table), rules: rules, hasRules: !rules.isEmpty, promises: promises,
            hasPromises: !promises.isEmpty, grounds: grounds, hasGrounds: !grounds.isEmpty,
            words: Route.words.path(), licences: Route.licences.path())
        var crumbs = [Crumb("ホーム", Route.home.path())]
        if let entry = topic.entry, entry != .home, visit.mayEnter(entry) {
            crumbs.append(Crumb(topic.title, entry.path()))
        }
        return .page(Page("help/help", "ヘルプ：\(topic.title)", crumbs: crumbs, body: body))
    }

    /// The rules of the book that begin with a word of its paths, with article and source.
    static func rules(_ book: SchemeBook, _ prefixes: [String]) -> [Item] {
        var rules: [Item] = []
        if prefixes.contains("eligible-child") {
            rules.append(Item(book.eligibleArticle, book.eligibleReading))
        }
        for line in book.lines + book.national.lines
        where prefixes.contains(where: { line.path.hasPrefix($0) }) {
            let article = line.article ?? line.source
            rules.append(
                Item(
                    article,
                    [line.reading == book.eligibleReading ? nil : line.reading, line.text]
                        .compactMap(
                            \.self
                        ).joined(separator: "：")))
        }
        return rules
    }

    /// For what purposes the operations of a page use data of persons, and under which law.
    static func grounds(of routes: [Route]) -> [Item] {
        let purposes = routes.compactMap(\.definition.operation)
            .map(\.definition.purposes)
            .reduce(into: Set<Purpose>()) { $0.formUnion($1) }
        return Purpose.allCases.filter(purposes.contains).map { Item($0.legalBasis, $0.title) }
    }

    /// What the keys of this office do on every screen.
    private static func keys(_ table: KeyTable) -> [Item] {
        let fixed = [
            Item("Enter／Shift+Enter", "次の欄へ／前の欄へ（変換の確定では動きません）"),
            Item("Ctrl+Enter", "どこからでも確定"), Item("Esc", "戻る（入力があるときは尋ねます）"),
            Item("Alt+1〜9", "見出し（タブ）"), Item("Alt+J", "画面コードの箱へ"),
            Item("Alt+W", "下のキーの列を隠す・出す"),
        ]
        return DeskAction.allCases.compactMap { action in
            let key = table.key(of: action)
            return key.isEmpty ? nil : Item(key, action.wording)
        } + fixed
    }
}
