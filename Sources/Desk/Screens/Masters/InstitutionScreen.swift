// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Vocabulary

/// 3030 マスタ, one medical institution: the 12 items of the master under their names of 別添1.
enum InstitutionScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let items: [Item]
        let hasItems: Bool
        let isUnknown: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let code = visit.query["code"]
        let found = try await visit.perform { scope -> Institution? in
            scope.counted(1)
            return try InstitutionBook.institutions([code], from: scope.db)[code]
        }
        let body = Body(
            action: Route.institutions.path(),
            fields: [.code("code", "医療機関コード（10桁）", visit.query, digits: 10)],
            items: found.map(items) ?? [], hasItems: found != nil,
            isUnknown: found == nil && !code.isEmpty)
        return .page(
            Page(
                "masters/institution", "医療機関マスタ", crumbs: [.home, .screen(.masters, .masters)],
                keys: [.send("F5", "表示", form: "institution-form", isMain: true)], body: body))
    }

    private static func items(_ one: Institution) -> [Item] {
        let closed = one.closedOn.map { "（\(Say.date($0))）" } ?? ""
        return [
            Item("医療機関コード", one.code.digits),
            Item("廃止状況", one.closure.wording + closed), Item("漢字名称", one.name),
            Item("カナ名称", one.kana), Item("略称", one.shortName),
            Item("代表者名", one.representative), Item("施設郵便番号", one.postalCode),
            Item("施設住所", one.address), Item("施設方書", one.building),
            Item("施設電話番号", one.phone), Item("所在区分", one.location.wording),
            Item("都道府県", one.prefecture),
        ]
    }
}
