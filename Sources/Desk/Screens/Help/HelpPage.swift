// SPDX-License-Identifier: Apache-2.0

/// A page whose help is its own, although its screen has others: the help goes by the route where one is
/// written, else by the screen.
enum HelpPage: String, CaseIterable {
    case appeals, protections
    case accessReason = "access-reason"
    case accounts
    case decisionRules = "decision-rules"
    case headRules = "head-rules"
    case decisionBatch = "decision-batch"
    case correction, certificates, successions, income
    case insurerWaits = "insurer-waits"
    case invoices
    case keyClaim = "key-claim"
    case officeLists = "office-lists"
    case extractions, circulars, contact

    /// The routes that answer with the page, or that draw it again with what was refused.
    var routes: Set<Route> {
        switch self {
        case .appeals:
            [.appeals, .personAppeals, .receiveAppeal, .appeal, .noteAppeal, .ruleAppeal]
        case .protections:
            [
                .protection, .proposeProtection, .proposeProtectionEnd, .protections,
                .approveProtection, .sendBackProtection, .approveProtectionEnd,
                .sendBackProtectionEnd,
            ]
        case .accessReason: [.accessReason, .giveReason]
        case .accounts: [.accounts, .confirmAccounts, .refuseAccount]
        case .decisionRules:
            [
                .decisionRules, .proposeDecisionRule, .signDecisionRule, .endDecisionRule,
                .checkRuleUse,
            ]
        case .headRules: [.headRules, .signHeadRule, .endHeadRule]
        case .decisionBatch: [.decisionBatch, .decideBatch]
        case .correction: [.correction, .checkCorrection, .correct]
        case .certificates: [.certificates, .returnCertificate, .recallCertificate]
        case .successions: [.successions, .proposeSuccession, .succession, .decideSuccession]
        case .income: [.incomeRecord, .recordIncome]
        case .insurerWaits: [.insurerWaits, .remindInsurers]
        case .invoices:
            [.agencyInvoices, .takeAgencyInvoice, .agencyInvoice, .settleAgencyInvoice]
        case .keyClaim: [.keyClaim, .enterClaim]
        case .officeLists: [.officeLists]
        case .extractions:
            [
                .extractions, .defineExtraction, .shareExtraction, .endExtraction,
                .decideExtraction,
            ]
        case .circulars: [.circulars, .readCircular, .answerSurvey, .answerCheck]
        case .contact: [.contactPage]
        }
    }

    /// The page of a route, where its help is its own.
    init?(_ route: Route) {
        guard let page = Self.allCases.first(where: { $0.routes.contains(route) }) else {
            return nil
        }
        self = page
    }

    /// As the heading of the page begins.
    var title: String {
        switch self {
        case .appeals: "審査請求"
        case .protections: "支援措置"
        case .accessReason: "利用の理由"
        case .accounts: "口座の確認"
        case .decisionRules: "即日認定の専決"
        case .headRules: "事前承認"
        case .decisionBatch: "注意のない案の一括決裁"
        case .correction: "資格の訂正"
        case .certificates: "受給資格証の交付簿"
        case .successions: "保険者番号の承継"
        case .income: "所得"
        case .insurerWaits: "保険者決定待ち"
        case .invoices: "審査支払機関の請求書"
        case .keyClaim: "レセプトの個別入力"
        case .officeLists: "定型の一覧"
        case .extractions: "自由抽出"
        case .circulars: "回覧・意識調査・自己点検"
        case .contact: "問合せ・請求の窓口"
        }
    }

    /// Where the page is opened without a person; `nil` where it begins with one.
    var entry: Route? {
        switch self {
        case .appeals: .appeals
        case .protections: .protections
        case .accounts: .accounts
        case .decisionRules: .decisionRules
        case .headRules: .headRules
        case .certificates: .certificates
        case .successions: .successions
        case .insurerWaits: .insurerWaits
        case .invoices: .agencyInvoices
        case .keyClaim: .keyClaim
        case .officeLists: .officeLists
        case .extractions: .extractions
        case .circulars: .circulars
        case .contact: .contactPage
        case .accessReason, .decisionBatch, .correction, .income: nil
        }
    }
}

/// What a help page is about.
enum HelpTopic: Equatable {
    case screen(Screen)
    case page(HelpPage)

    /// The help of a route.
    init(of route: Route) {
        self = HelpPage(route).map(Self.page) ?? .screen(route.definition.screen)
    }

    /// As the address says it: the number of a screen, or the name of a page.
    init?(_ word: String) {
        if let screen = Screen(rawValue: word) {
            self = .screen(screen)
        } else if let page = HelpPage(rawValue: word) {
            self = .page(page)
        } else {
            return nil
        }
    }

    var word: String {
        switch self {
        case .screen(let screen): screen.rawValue
        case .page(let page): page.rawValue
        }
    }

    var title: String {
        switch self {
        case .screen(let screen): screen.title
        case .page(let page): page.title
        }
    }

    /// The number that stands on the page.
    var code: String {
        switch self {
        case .screen(let screen): screen.rawValue
        case .page(let page):
            Route.allCases.first(where: page.routes.contains)?.definition.screen.rawValue ?? ""
        }
    }

    var entry: Route? {
        switch self {
        case .screen(let screen): screen.entry
        case .page(let page): page.entry
        }
    }

    var text: HelpText {
        switch self {
        case .screen(let screen): HelpText.of(screen)
        case .page(let page): HelpText.of(page)
        }
    }

    /// The sentences of the assessment behind it.
    var measures: [String] {
        switch self {
        case .screen(let screen): HelpText.measures(of: screen)
        case .page(let page): HelpText.measures(of: page)
        }
    }

    /// The routes whose operations it is about.
    var routes: [Route] {
        switch self {
        case .screen(let screen):
            Route.allCases.filter {
                $0.definition.screen == screen && HelpTopic(of: $0) == self
            }
        case .page(let page): Route.allCases.filter(page.routes.contains)
        }
    }
}
