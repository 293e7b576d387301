// SPDX-License-Identifier: Apache-2.0
import Reports

extension HelpText {
    /// The sentences of the published assessment that a screen keeps, by their ids: where the book
    /// of the scheme has no rule for it, this is the rule that stands behind the screen.
    static func measures(of screen: Screen) -> [String] {
        switch screen {
        case .login: ["R-50", "R-85e"]
        case .home: ["R-54"]
        case .search: ["R-41", "R-54"]
        case .person, .asOf: ["R-04", "R-54"]
        case .household: ["R-30", "R-34"]
        case .welfareHousehold: ["R-04"]
        case .insurance, .account: ["R-08"]
        case .addresses: ["R-07"]
        case .memo: ["R-54", "R-55"]
        case .masters: ["R-43"]
        case .migration: ["R-43", "R-45"]
        case .intake: ["R-34", "R-36", "R-37", "R-42"]
        case .change, .lapse, .casePapers: ["R-04", "R-37"]
        case .register: ["R-09"]
        case .rejudgement, .retroactive: ["R-31"]
        case .eApplication: ["R-27", "R-38"]
        case .unregistered: ["R-23", "R-35"]
        case .examination: ["R-30"]
        case .decisions, .delegations: ["R-04", "R-45"]
        case .reimbursement, .slips, .liability, .proxyReceipt: ["R-06"]
        case .claimImport: ["R-43"]
        case .claims, .schedule, .run, .counter, .recoveries, .accounting, .benefitLedger:
            ["R-05"]
        case .returns: ["R-05", "R-08"]
        case .papers, .letters, .postings: ["R-10"]
        case .printLog: ["R-54", "R-56"]
        case .statistics, .dashboard: ["R-11"]
        case .copies: ["R-56", "R-59"]
        case .addressee: ["R-14", "R-16"]
        case .matching: ["R-13", "R-38"]
        case .inquiry: ["R-72", "R-73"]
        case .monitor: ["R-12", "R-87"]
        case .officers: ["R-45", "R-51"]
        case .stocktaking: ["R-52"]
        case .emergency: ["R-61"]
        case .scheme: ["R-06"]
        case .registers: ["R-57", "R-91"]
        case .disclosures: ["R-98", "R-99", "R-100"]
        case .enquiries: ["R-103"]
        case .incidents: ["R-63", "R-83"]
        case .stop: ["R-83"]
        case .retention: ["R-88", "R-89"]
        case .keys: ["R-82"]
        case .jobs: ["R-31", "R-45"]
        case .log: ["R-54", "R-85g"]
        case .oversight: ["R-55", "R-90"]
        case .measures: ["R-01", "R-104"]
        default: []
        }
    }

    /// The same as lines of a help page: where the sentence stands, what it says, what is done.
    static func promises(_ ids: [String], in catalogue: [Measure]) -> [Item] {
        ids.compactMap { id in
            catalogue.first { $0.id == id }.map {
                Item("評価書 \($0.place)（\($0.id)）", "\($0.sentence)：\($0.action)")
            }
        }
    }
}
