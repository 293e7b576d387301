// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Safeguards

// The one table of routes: method, address, operation, screen. A route of personal data names the
// operation under which its handler comes through the gate.
extension Route {
    /// The line of the table.
    var definition: RouteDefinition {
        switch self {
        // MARK: 入口
        case .login: get("/login", .open, .login)
        case .enter: post("/login", .open, .login)
        case .askPasskey: get("/login/passkey", .open, .login)
        case .answerPasskey: post("/login/passkey", .open, .login)
        case .askTicket: get("/login/register", .open, .login)
        case .checkTicket: post("/login/ticket", .open, .login)
        case .registerPasskey: post("/login/register", .open, .login)
        case .prove: get("/prove", .open, .login)
        case .answerProof: post("/prove", .open, .login)
        case .logout: post("/logout", .session, .login)
        case .password: get("/password", .session, .login)
        case .changePassword: post("/password", .session, .login)
        case .command: get("/command", .session, .login)
        case .allowCommand: post("/command", .session, .login)
        case .again: get("/again/:kept", .session, .home)
        case .style: get("/assets/desk.css", .open, .login)
        case .script: get("/assets/desk.js", .open, .login)
        case .icon: get("/assets/icon.svg", .open, .login)
        case .home: get("/", .operation(.viewHome), .home)
        case .dashboard: get("/dashboard", .operation(.viewHome), .dashboard)
        case .dashboardPaper:
            post("/dashboard/paper", .operation(.produceStatistics), .dashboard)
        case .resetPractice: post("/practice/reset", .session, .home)
        case .practiceClaims: get("/practice/claims", .session, .home)
        case .help: get("/help/:screen", .session, .home)
        case .words: get("/words", .session, .home)
        case .licences: get("/licences", .session, .home)
        case .lookDate: get("/look/date", .session, .home)
        case .lookCode: get("/look/code", .operation(.viewMasters), .masters)
        case .codeCandidates: get("/candidates/:list", .operation(.viewMasters), .masters)
        case .keyboard: get("/keyboard", .session, .keyboard)
        case .changeEnter: post("/keyboard/enter", .operation(.changeOwnDesk), .keyboard)
        case .changeKeys: post("/keyboard/keys", .operation(.changeDeskKeys), .keyboard)
        // MARK: 対象者
        case .search: get("/search", .form(.searchPersons), .search)
        case .ask: post("/search", .session, .search)
        case .found: get("/search/:ticket", .operation(.searchPersons), .search)
        case .person: get("/persons/:person", .operation(.viewPerson), .person)
        case .asOf: get("/persons/:person/as-of", .operation(.viewHistory), .asOf)
        case .household: get("/persons/:person/household", .operation(.viewHousehold), .household)
        case .revealAddress:
            post("/persons/:person/address", .operation(.revealProtectedAddress), .person)
        case .revealAccount: post("/persons/:person/account", .operation(.revealAccount), .person)
        // MARK: 人ごとの帳
        case .incomeRecord:
            get("/persons/:person/income", .operation(.viewHistory), .welfareHousehold)
        case .recordIncome:
            post("/persons/:person/income", .operation(.recordIncome), .welfareHousehold)
        case .welfareHousehold:
            get("/persons/:person/welfare-household", .operation(.viewHistory), .welfareHousehold)
        case .recordHousehold:
            post(
                "/persons/:person/welfare-household", .operation(.changeRegistration),
                .welfareHousehold)
        case .insuranceRecord:
            get("/persons/:person/insurance", .operation(.viewHistory), .insurance)
        case .correctInsurance:
            post("/persons/:person/insurance", .operation(.changeRegistration), .insurance)
        case .accountRecord:
            get("/persons/:person/accounts", .operation(.viewAccounts), .account)
        case .recordAccount:
            post("/persons/:person/accounts", .operation(.changeAccount), .account)
        case .changeAccountPeriod:
            post("/persons/:person/accounts/period", .operation(.changeAccount), .account)
        case .usePublicFundsAccount:
            post("/persons/:person/accounts/public-funds", .operation(.changeAccount), .account)
        case .addressRecord:
            get("/persons/:person/addresses", .operation(.viewHistory), .addresses)
        case .recordMailing:
            post(
                "/persons/:person/addresses/mailing", .operation(.changeRegistration), .addresses)
        case .recordResidence:
            post(
                "/persons/:person/addresses/living", .operation(.changeRegistration), .addresses)
        case .memos: get("/persons/:person/memos", .operation(.viewPerson), .memo)
        case .writeMemo: post("/persons/:person/memos", .operation(.writeMemo), .memo)
        case .endMemo: post("/persons/:person/memos/end", .operation(.writeMemo), .memo)
        // MARK: マスタと移行
        case .masters: get("/masters", .operation(.viewMasters), .masters)
        case .tryMaster:
            upload(
                "/masters", .operation(.importMasters), by: .importMasters, most: 100_000_000,
                .masters)
        case .checkMaster: get("/masters/check/:stage", .operation(.viewMasters), .masters)
        case .applyMaster: post("/masters/check/:stage", .operation(.importMasters), .masters)
        case .institutions:
            get("/masters/institutions", .operation(.viewMasters), .masters)
        case .recordInstitution:
            post("/masters/institutions", .operation(.importMasters), .masters)
        case .insurers: get("/masters/insurers", .operation(.viewMasters), .masters)
        case .proposeInsurerRule:
            post("/masters/insurers", .operation(.proposeInsurerRule), .masters)
        case .decideInsurerRule:
            post(
                "/masters/insurers/:insurerrule", .operation(.approveInsurerRule), .masters)
        case .migrations: get("/migration", .operation(.viewMigration), .migration)
        case .tryMigration: post("/migration", .operation(.tryMigration), .migration)
        case .migration: get("/migration/one/:trial", .operation(.viewMigration), .migration)
        case .proposeMigration:
            post("/migration/one/:trial/propose", .operation(.proposeMigration), .migration)
        case .decideMigration:
            post("/migration/one/:trial/decide", .operation(.approveMigration), .migration)
        case .loadMigration:
            post("/migration/one/:trial/load", .operation(.loadMigration), .migration)
        case .migrationSample:
            get("/migration/one/:trial/sample", .operation(.viewMigration), .migration)
        case .compareMonth: get("/migration/month", .form(.compareMonth), .migration)
        case .compareMonthFile:
            upload(
                "/migration/month", .operation(.compareMonth), by: .compareMonth,
                most: 50_000_000, .migration)
        // MARK: 申請
        case .intake: get("/intake", .form(.receiveApplication), .intake)
        case .beginIntake: post("/intake", .form(.receiveApplication), .intake)
        case .intakeStep: get("/intake/:draft/:step", .operation(.viewHousehold), .intake)
        case .answerStep: post("/intake/:draft/:step", .operation(.viewHousehold), .intake)
        case .receive: post("/intake/:draft", .operation(.receiveApplication), .intake)
        case .received: get("/intake/received", .operation(.viewApplications), .intake)
        case .lookPerson: get("/look/person", .operation(.viewHousehold), .intake)
        case .signingSheet:
            post("/intake/:draft/sheet", .operation(.printCasePaper), .intake)
        case .handOverSheet:
            post("/applications/:application/sheet", .operation(.printCasePaper), .register)
        case .register: get("/applications", .operation(.viewApplications), .register)
        case .application:
            get("/applications/:application", .operation(.viewApplication), .register)
        case .checkResidents:
            post("/applications/:application/check", .operation(.checkResident), .register)
        case .hold: post("/applications/:application/hold", .operation(.holdApplication), .register)
        case .release:
            post("/applications/:application/release", .operation(.releaseHold), .register)
        case .withdraw:
            post("/applications/:application/withdraw", .operation(.withdrawApplication), .register)
        // MARK: 電子申請
        case .eApplications:
            get("/e-applications", .operation(.viewElectronicApplications), .eApplication)
        case .eApplication:
            get(
                "/e-applications/one/:eapplication", .operation(.viewElectronicApplications),
                .eApplication)
        case .attachment:
            get(
                "/e-applications/attachments/:attachment",
                .operation(.viewElectronicApplications), .eApplication)
        case .beginECheck: electronic("check")
        case .acceptEApplication: electronic("accept")
        case .askECorrection: electronic("correction")
        case .takeECorrection: electronic("corrected")
        case .returnEApplication: electronic("return")
        case .withdrawEApplication: electronic("withdraw")
        // MARK: 審査と決裁
        case .examine: get("/applications/:application/examine", .operation(.judge), .examination)
        case .propose:
            post("/applications/:application/propose", .operation(.proposeDecision), .examination)
        case .decisions: get("/decisions", .operation(.viewDecisions), .decisions)
        case .decision: get("/decisions/:proposal", .operation(.viewDecisions), .decisions)
        case .approveAll: post("/decisions", .operation(.approveDecision), .decisions)
        case .approve:
            post("/decisions/:proposal/approve", .operation(.approveDecision), .decisions)
        case .sendBack:
            post("/decisions/:proposal/back", .operation(.sendBackDecision), .decisions)
        case .holdDecision:
            post("/decisions/:proposal/hold", .operation(.holdDecision), .decisions)
        case .resumeDecision:
            post("/decisions/:proposal/resume", .operation(.holdDecision), .decisions)
        case .decisionSheet:
            post("/decisions/:proposal/sheet", .operation(.printCasePaper), .decisions)
        case .decisionBatch: get("/decision-batch", .operation(.viewDecisions), .decisions)
        case .decideBatch: post("/decision-batch", .operation(.approveDecision), .decisions)
        case .headRules: get("/head-rules", .operation(.viewDecisions), .decisions)
        case .signHeadRule: post("/head-rules", .operation(.approveDecision), .decisions)
        case .endHeadRule:
            post("/head-rules/:headrule/end", .operation(.approveDecision), .decisions)
        case .delegations: get("/delegations", .operation(.viewOfficers), .delegations)
        case .delegate: post("/delegations", .operation(.delegateApproval), .delegations)
        case .confirmDelegation:
            post("/delegations/:delegation/confirm", .operation(.approveGrant), .delegations)
        case .refuseDelegation:
            post("/delegations/:delegation/refuse", .operation(.approveGrant), .delegations)
        case .endDelegation:
            post("/delegations/:delegation/end", .operation(.delegateApproval), .delegations)
        case .lapseForm: get("/persons/:person/lapse", .operation(.viewPerson), .lapse)
        case .checkLapse: post("/persons/:person/lapse/check", .operation(.viewPerson), .lapse)
        case .lapse: post("/persons/:person/lapse", .operation(.lapse), .lapse)
        case .rejudgements: get("/rejudgements", .operation(.viewRejudgements), .rejudgement)
        case .rejudge: post("/rejudgements", .operation(.rejudge), .rejudgement)
        case .confirmRejudgement:
            post("/rejudgements/:proposal", .operation(.confirmRejudgement), .rejudgement)
        // MARK: 事案
        case .change: get("/persons/:person/change", .operation(.viewPerson), .change)
        case .checkChange:
            post("/persons/:person/change/check", .operation(.viewPerson), .change)
        case .recordChange:
            post("/persons/:person/change", .operation(.changeRegistration), .change)
        case .correction: get("/persons/:person/correction", .operation(.viewPerson), .person)
        case .checkCorrection:
            post("/persons/:person/correction/check", .operation(.viewPerson), .person)
        case .correct:
            post("/persons/:person/correction", .operation(.correctEntitlement), .person)
        case .decideAtOnce:
            post(
                "/applications/:application/at-once", .operation(.proposeDecision), .examination)
        case .carryOutNotice:
            post(
                "/applications/:application/carry-out", .operation(.changeRegistration),
                .register)
        case .remindPapers: post("/applications/remind", .operation(.holdApplication), .register)
        case .decisionRules: get("/decision-rules", .operation(.viewDecisions), .decisions)
        case .proposeDecisionRule:
            post("/decision-rules", .operation(.proposeDecisionRule), .decisions)
        case .signDecisionRule:
            post(
                "/decision-rules/:decisionrule/sign", .operation(.approveDecisionRule), .decisions)
        case .endDecisionRule:
            post("/decision-rules/:decisionrule/end", .operation(.proposeDecisionRule), .decisions)
        case .checkRuleUse:
            post("/decision-rules/uses/:ruleuse", .operation(.checkDecisionRule), .decisions)
        case .unregistered:
            get("/unregistered", .operation(.viewUnregistered), .unregistered)
        case .listUnregistered:
            post("/unregistered/list", .operation(.inviteUnregistered), .unregistered)
        case .inviteUnregistered:
            post("/unregistered/invite", .operation(.inviteUnregistered), .unregistered)
        case .startEnlargement:
            post("/unregistered/enlargement", .operation(.proposeExOfficio), .unregistered)
        case .casePapers: get("/persons/:person/papers", .operation(.viewPapers), .casePapers)
        case .attachPaper:
            upload(
                "/persons/:person/papers", .operation(.attachPaper), by: .attachPaper,
                most: 21_000_000, .casePapers)
        case .casePaper: get("/case-papers/:casepaper", .operation(.viewPapers), .casePapers)
        case .redactForm:
            get("/case-papers/:casepaper/redact", .operation(.viewPapers), .casePapers)
        case .paperPage:
            get(
                "/case-papers/:casepaper/pages/:pagenumber", .operation(.viewPapers), .casePapers)
        case .redactPaper:
            post("/case-papers/:casepaper/redact", .operation(.redactPaper), .casePapers)
        case .voidPaper:
            post("/case-papers/:casepaper/void", .operation(.attachPaper), .casePapers)
        case .certificates: get("/certificates", .operation(.viewLists), .papers)
        case .returnCertificate:
            post("/certificates/return", .operation(.recallCertificate), .papers)
        case .recallCertificate:
            post("/certificates/recall", .operation(.recallCertificate), .papers)
        case .successions: get("/successions", .operation(.viewSuccessions), .rejudgement)
        case .proposeSuccession:
            post("/successions", .operation(.proposeSuccession), .rejudgement)
        case .succession:
            get("/successions/:succession", .operation(.viewSuccessions), .rejudgement)
        case .decideSuccession:
            post(
                "/successions/:succession/decide", .operation(.approveSuccession), .rejudgement)
        case .appeals: get("/appeals", .operation(.viewAppeals), .register)
        case .personAppeals:
            get("/persons/:person/appeals", .operation(.viewAppeals), .register)
        case .receiveAppeal:
            post("/persons/:person/appeals", .operation(.recordAppeal), .register)
        case .appeal: get("/appeals/:appeal", .operation(.viewAppeals), .register)
        case .noteAppeal: post("/appeals/:appeal/steps", .operation(.recordAppeal), .register)
        case .ruleAppeal: post("/appeals/:appeal/ruling", .operation(.decideAppeal), .register)
        case .yearEnd: get("/year-end", .operation(.viewRejudgements), .rejudgement)
        case .runYearEnd: post("/year-end", .operation(.renewYearly), .rejudgement)
        // MARK: 帳票
        case .papers: get("/papers", .operation(.viewLists), .papers)
        case .leaflet: post("/leaflet", .session, .papers)
        case .issueWaiting: post("/papers/waiting", .operation(.issueCertificate), .papers)
        case .paperDesk: get("/papers/:decision", .operation(.previewLetter), .papers)
        case .issueOne: post("/papers/:decision/issue", .operation(.issueCertificate), .papers)
        case .reissue: post("/papers/:decision/reissue", .operation(.reissueCertificate), .papers)
        case .issueNotice: post("/papers/:decision/notice", .operation(.printLetters), .papers)
        case .preview: get("/papers/:decision/preview", .operation(.previewLetter), .papers)
        case .printed: get("/papers/printed/:print", .session, .papers)
        case .paper: get("/papers/print/:print", .session, .papers)
        // MARK: 支援措置と発送
        case .protection:
            get("/persons/:person/protection", .operation(.viewProtections), .person)
        case .proposeProtection:
            post("/persons/:person/protection", .operation(.proposeProtection), .person)
        case .proposeProtectionEnd:
            post("/persons/:person/protection/end", .operation(.proposeProtectionEnd), .person)
        case .protections: get("/protections", .operation(.viewProtections), .person)
        case .approveProtection:
            post("/protections/:request/approve", .operation(.setProtection), .person)
        case .sendBackProtection:
            post("/protections/:request/back", .operation(.setProtection), .person)
        case .approveProtectionEnd:
            post("/protections/:request/end", .operation(.endProtection), .person)
        case .sendBackProtectionEnd:
            post("/protections/:request/end-back", .operation(.endProtection), .person)
        case .letters: get("/letters", .operation(.viewPostings), .letters)
        case .findLetters: post("/letters", .operation(.viewPostings), .letters)
        case .letter: get("/letters/number/:envelope", .operation(.viewPostings), .letters)
        case .reprintLetter:
            post("/letters/number/:envelope/reprint", .operation(.reprintLetter), .letters)
        case .pullLetter:
            post("/letters/number/:envelope/pull", .operation(.recordPosting), .letters)
        case .returnedMail: get("/letters/returned", .operation(.viewPostings), .letters)
        case .recordReturn: post("/letters/returned", .operation(.recordPosting), .letters)
        case .settleReturn: post("/letters/returned/:mail", .operation(.recordPosting), .letters)
        case .letterBatch: get("/letters/batch/:kind", .operation(.viewLists), .papers)
        case .previewBatch:
            get("/letters/batch/:kind/preview", .operation(.previewLetter), .papers)
        case .issueBatch: post("/letters/batch/:kind", .operation(.printLetters), .papers)
        case .batches: get("/letters/batches", .operation(.viewLists), .papers)
        case .batch: get("/letters/batches/:batch", .operation(.viewLists), .papers)
        case .printPages: post("/papers/print/:print/pages", .operation(.reprintLetter), .papers)
        case .forms: get("/persons/:person/forms", .operation(.previewLetter), .papers)
        case .printForm: post("/persons/:person/forms", .operation(.printLetters), .papers)
        case .postings: get("/postings", .operation(.viewPostings), .postings)
        case .postLetters: post("/postings", .operation(.recordPosting), .postings)
        case .takeLetterOut:
            post("/postings/letters/:envelope/out", .operation(.recordPosting), .postings)
        case .releaseLetter:
            post("/postings/held/:hold", .operation(.releaseHeldLetter), .postings)
        case .releaseInquiry:
            post("/postings/inquiries/:inquiryhold", .operation(.releaseHeldLetter), .postings)
        case .writeReleasedInquiry:
            post(
                "/postings/inquiries/:inquiryhold/letter", .operation(.writeInquiryLetter),
                .postings)
        // MARK: 統合宛名
        case .addressees: get("/addressees", .form(.searchAddressee), .addressee)
        case .askAddressee: post("/addressees", .operation(.searchAddressee), .addressee)
        case .foundAddressees:
            get("/addressees/found/:ticket", .operation(.searchAddressee), .addressee)
        case .addressee: get("/addressees/:person", .operation(.viewAddressee), .addressee)
        case .matches: get("/matching", .operation(.viewMatches), .matching)
        case .match: get("/matching/cases/:match", .operation(.viewMatches), .matching)
        case .decideMatch:
            post("/matching/cases/:match", .operation(.matchPersons), .matching)
        case .mergeForm: get("/matching/merge", .operation(.viewAddressee), .matching)
        case .mergePersons: post("/matching/merge", .operation(.matchPersons), .matching)
        case .undoMerge:
            post("/matching/merges/:merge/undo", .operation(.matchPersons), .matching)
        case .numberForm: get("/matching/number", .form(.numberPerson), .matching)
        case .askCandidates: post("/matching/number", .form(.numberPerson), .matching)
        case .candidates:
            get("/matching/number/:ticket", .operation(.searchAddressee), .matching)
        case .numberPerson:
            post("/matching/number/:ticket", .operation(.numberPerson), .matching)
        // MARK: 情報照会
        case .inquiries: get("/inquiries", .operation(.viewInquiries), .inquiry)
        case .inquiry: get("/inquiries/one/:inquiry", .operation(.viewInquiries), .inquiry)
        case .newInquiry: get("/persons/:person/inquiry", .operation(.viewInquiries), .inquiry)
        case .requestInquiry:
            post("/persons/:person/inquiry", .operation(.requestInquiry), .inquiry)
        case .writeInquiryLetter:
            post("/persons/:person/inquiry/letter", .operation(.writeInquiryLetter), .inquiry)
        case .recordConsent:
            post("/persons/:person/consent", .operation(.recordConsent), .inquiry)
        case .withdrawInquiry:
            post("/inquiries/one/:inquiry/withdraw", .operation(.withdrawInquiry), .inquiry)
        case .confirmInquiry:
            post("/inquiries/one/:inquiry/confirm", .operation(.confirmInquiry), .inquiry)
        case .enterInquiryAnswer:
            post("/inquiries/one/:inquiry/answer", .operation(.enterInquiryAnswer), .inquiry)
        case .remindInquiryLetter:
            post("/inquiries/one/:inquiry/remind", .operation(.writeInquiryLetter), .inquiry)
        case .inquiryRecords: get("/inquiries/records", .form(.viewInquiryRecords), .inquiry)
        case .askInquiryRecords:
            post("/inquiries/records", .operation(.viewInquiryRecords), .inquiry)
        // MARK: 管理
        case .monitor: get("/monitor", .operation(.viewMonitor), .monitor)
        case .linkFile: get("/monitor/files/:linkfile", .operation(.viewMonitor), .monitor)
        case .residentFile:
            get("/monitor/residents/:residentfile", .operation(.viewMonitor), .monitor)
        case .acceptGap: post("/monitor/gaps", .operation(.acceptFeedGap), .monitor)
        case .acceptResidentGap:
            post("/monitor/resident-gaps", .operation(.acceptFeedGap), .monitor)
        case .allowStale: post("/monitor/stale", .operation(.acceptFeedGap), .monitor)
        case .hub: get("/monitor/hub", .operation(.viewHub), .monitor)
        case .resendHub: post("/monitor/hub/resend", .operation(.resendLink), .monitor)
        case .runHub: post("/monitor/hub/run", .operation(.queueForHub), .monitor)
        case .reconcileHub: post("/monitor/hub/reconcile", .operation(.reconcileHub), .monitor)
        case .manageHub: post("/monitor/hub/switch", .operation(.manageHub), .monitor)
        case .scheme: get("/scheme", .operation(.viewScheme), .scheme)
        case .readBook:
            upload(
                "/scheme", .operation(.viewScheme), by: .setScheme, most: 10_000_000, .scheme)
        case .bookTrial: get("/scheme/trial/:stage", .operation(.viewScheme), .scheme)
        case .tryBook: post("/scheme/trial/:stage", .operation(.setScheme), .scheme)
        case .measures: get("/measures", .operation(.viewMeasures), .measures)
        case .officers: get("/officers", .operation(.viewOfficers), .officers)
        case .allowPasskey:
            post("/officers/ticket", .operation(.allowPasskey), .officers)
        case .confirmPasskey:
            post("/officers/tickets/:ticket", .operation(.confirmPasskey), .officers)
        case .endPasskey:
            post("/officers/passkeys/:passkey/end", .operation(.endPasskey), .officers)
        case .resetPassword: post("/officers/password", .operation(.manageOfficers), .officers)
        case .endLogin: post("/officers/logins/end", .operation(.endSession), .officers)
        // MARK: 権限・棚卸し・緊急アクセス
        case .grants: get("/officers/grants", .operation(.viewOfficers), .officers)
        case .registerOfficer: post("/officers/new", .operation(.manageOfficers), .officers)
        case .proposeGrant: post("/officers/grants", .operation(.proposeGrant), .officers)
        case .approveGrant:
            post("/officers/grants/:grant/approve", .operation(.approveGrant), .officers)
        case .refuseGrant:
            post("/officers/grants/:grant/refuse", .operation(.approveGrant), .officers)
        case .revocations: get("/officers/revocations", .operation(.viewOfficers), .officers)
        case .requestRevocation:
            post("/officers/revocations", .operation(.requestRevocation), .officers)
        case .withdrawRevocation:
            post(
                "/officers/revocations/:revocation/withdraw", .operation(.requestRevocation),
                .officers)
        case .compareStaff: post("/officers/staff", .operation(.viewOfficers), .officers)
        case .permissionList:
            get("/officers/permissions", .operation(.viewOfficers), .officers)
        case .permissionPaper:
            post("/officers/permissions/paper", .operation(.printOfficers), .officers)
        case .permissionFile:
            post("/officers/permissions/file", .operation(.exportData), .officers)
        case .terminals: get("/officers/terminals", .operation(.viewOfficers), .officers)
        case .registerTerminal:
            post("/officers/terminals", .operation(.manageTerminals), .officers)
        case .revokeTerminal:
            post("/officers/terminals/:terminal/end", .operation(.manageTerminals), .officers)
        case .stocktaking: get("/stocktaking", .operation(.viewStocktaking), .stocktaking)
        case .openStocktaking: post("/stocktaking", .operation(.openStocktaking), .stocktaking)
        case .answerStocktaking:
            post("/stocktaking/lines/:line", .operation(.confirmStocktaking), .stocktaking)
        case .closeStocktaking:
            post("/stocktaking/:campaign/close", .operation(.openStocktaking), .stocktaking)
        case .stocktakingPaper:
            post("/stocktaking/:campaign/paper", .operation(.printOfficers), .stocktaking)
        case .stocktakingFile:
            post("/stocktaking/:campaign/file", .operation(.exportData), .stocktaking)
        case .breakGlasses: get("/break-glass", .operation(.viewBreakGlass), .emergency)
        case .requestBreakGlass:
            post("/break-glass", .operation(.requestBreakGlass), .emergency)
        case .approveBreakGlass:
            post("/break-glass/:emergency/approve", .operation(.approveBreakGlass), .emergency)
        case .refuseBreakGlass:
            post("/break-glass/:emergency/refuse", .operation(.approveBreakGlass), .emergency)
        case .endBreakGlass:
            post("/break-glass/:emergency/end", .operation(.endBreakGlass), .emergency)
        case .reviewBreakGlass:
            post("/break-glass/:emergency/review", .operation(.reviewBreakGlass), .emergency)
        case .log: get("/log", .operation(.searchLog), .log)
        case .ledgerState: get("/log/ledger", .operation(.verifyLedger), .log)
        case .ledgerPaper: get("/log/ledger/paper", .operation(.verifyLedger), .log)
        case .exportLog: post("/log/export", .operation(.exportLog), .log)
        case .accessReason: get("/access-reason", .form(.viewPerson), .person)
        case .giveReason: post("/access-reason", .operation(.viewPerson), .person)
        case .oversight: get("/oversight", .operation(.viewOversight), .oversight)
        case .confirmAccess:
            post("/oversight/accesses/:access", .operation(.explainAccess), .oversight)
        case .settleAlarm:
            post("/oversight/alarms/:alarm", .operation(.reviewLog), .oversight)
        case .writeLogReview: post("/oversight/reviews", .operation(.reviewLog), .oversight)
        case .addRelation: post("/oversight/relations", .operation(.reviewLog), .oversight)
        case .endRelation:
            post("/oversight/relations/:relation", .operation(.reviewLog), .oversight)
        case .runLogRules: post("/oversight/run", .operation(.reviewLog), .oversight)
        case .personReport: get("/oversight/report", .operation(.viewOversight), .oversight)
        case .makePersonReport:
            post("/oversight/report", .operation(.reportAccesses), .oversight)
        // MARK: 保存と消去
        case .retention: get("/retention", .operation(.viewRetention), .retention)
        case .retentionCandidates:
            get("/retention/candidates/:system", .operation(.viewRetention), .retention)
        case .retentionInventory:
            get("/retention/inventory/:system", .operation(.viewRetention), .retention)
        case .proposePurge:
            post("/retention/propose/:system", .operation(.proposePurge), .retention)
        case .purgeList:
            get("/retention/lists/:system/:purge", .operation(.viewRetention), .retention)
        case .decidePurge:
            post("/retention/lists/:system/:purge/decide", .operation(.approvePurge), .retention)
        case .erasePurge:
            post("/retention/lists/:system/:purge/erase", .operation(.purge), .retention)
        case .erasureCertificate:
            get(
                "/retention/lists/:system/:purge/certificate", .operation(.viewRetention),
                .retention)
        case .proposeLogEnd:
            post("/retention/log/:system/propose", .operation(.proposePurge), .retention)
        case .decideLogEnd:
            post("/retention/log/:system/:logend/decide", .operation(.approvePurge), .retention)
        case .holdRecords: post("/retention/holds", .operation(.holdRecords), .retention)
        case .releaseRecords:
            post("/retention/holds/:legalhold/release", .operation(.releaseRecords), .retention)
        // MARK: 安全管理台帳・請求・問合せ・事故
        case .registers: get("/registers", .operation(.viewRegisters), .registers)
        case .oneRegister:
            get("/registers/:register", .operation(.viewRegisters), .registers)
        case .enterRecord:
            post("/registers/:register", .operation(.writeRegister), .registers)
        case .registerRecord:
            get("/registers/:register/:number", .operation(.viewRegisters), .registers)
        case .amendRecord:
            post("/registers/:register/:number/amend", .operation(.writeRegister), .registers)
        case .moveRecord:
            post("/registers/:register/:number/move", .operation(.writeRegister), .registers)
        case .confirmRecord:
            post(
                "/registers/:register/:number/confirm", .operation(.confirmRegister), .registers)
        case .attachRecord:
            upload(
                "/registers/:register/:number/files", .operation(.writeRegister),
                by: .writeRegister, most: 21_000_000, .registers)
        case .registerFile:
            get("/register-files/:evidence", .operation(.viewRegisters), .registers)
        case .threshold: get("/register-threshold", .operation(.viewRegisters), .registers)
        case .assessmentChanges:
            get("/register-changes", .operation(.viewRegisters), .registers)
        case .assessmentText:
            post("/register-texts/:number", .operation(.writeRegister), .registers)
        case .doors: get("/register-doors", .operation(.viewRegisters), .registers)
        case .surveyResult:
            get("/register-surveys/:number", .operation(.viewRegisters), .registers)
        case .contactPage: get("/contact", .operation(.viewHome), .registers)
        case .circulars: get("/circulars", .operation(.viewHome), .registers)
        case .readCircular: post("/circulars/:number", .operation(.readCircular), .registers)
        case .answerSurvey: post("/surveys/:number", .operation(.answerSurvey), .registers)
        case .answerCheck: post("/checks/:question", .operation(.answerSurvey), .registers)
        case .disclosures: get("/disclosures", .operation(.viewDisclosures), .disclosures)
        case .receiveDisclosure:
            post("/disclosures", .operation(.receiveDisclosure), .disclosures)
        case .disclosure:
            get("/disclosures/:number", .operation(.viewDisclosures), .disclosures)
        case .resetDisclosure:
            post("/disclosures/:number/amend", .operation(.decideDisclosure), .disclosures)
        case .decideDisclosure:
            post("/disclosures/:number/move", .operation(.decideDisclosure), .disclosures)
        case .personalFile:
            post("/disclosures/:number/file", .operation(.producePersonalFile), .disclosures)
        case .redact:
            post("/disclosures/:number/redact", .operation(.decideDisclosure), .disclosures)
        case .endSuspension:
            post("/disclosures/:number/resume", .operation(.decideDisclosure), .disclosures)
        case .enquiries: get("/enquiries", .operation(.viewEnquirySlips), .enquiries)
        case .writeEnquiry: post("/enquiries", .operation(.writeEnquirySlip), .enquiries)
        case .enquiry: get("/enquiries/:number", .operation(.viewEnquirySlips), .enquiries)
        case .amendEnquiry:
            post("/enquiries/:number/amend", .operation(.writeEnquirySlip), .enquiries)
        case .moveEnquiry:
            post("/enquiries/:number/move", .operation(.writeEnquirySlip), .enquiries)
        case .incidents: get("/incidents", .operation(.viewIncidents), .incidents)
        case .newIncident: get("/incident-report", .session, .incidents)
        case .reportIncident: post("/incidents", .operation(.reportIncident), .incidents)
        case .incident: get("/incidents/:number", .operation(.viewIncidents), .incidents)
        case .amendIncident:
            post("/incidents/:number/amend", .operation(.manageIncident), .incidents)
        case .moveIncident:
            post("/incidents/:number/move", .operation(.manageIncident), .incidents)
        case .attachIncident:
            upload(
                "/incidents/:number/files", .operation(.manageIncident), by: .manageIncident,
                most: 21_000_000, .incidents)
        case .affected: post("/incidents/:number/affected", .operation(.listAffected), .incidents)
        // MARK: 鍵とバックアップ
        case .keys: get("/keys", .operation(.viewKeys), .keys)
        case .rotateKeys: post("/keys/rotate", .operation(.rotateKeys), .keys)
        // MARK: レセプト
        case .claimImports: get("/claims/imports", .operation(.viewImports), .claimImport)
        case .uploadClaims:
            upload(
                "/claims/imports", .operation(.viewImports), by: .importClaims,
                most: 200_000_000, .claimImport)
        case .checkImport:
            get("/claims/imports/check/:stage", .operation(.viewImports), .claimImport)
        case .startImport: post("/claims/imports/check/:stage", .session, .claimImport)
        case .importJob: get("/claims/jobs/:jobrun", .operation(.viewImports), .claimImport)
        case .importProgress:
            get("/claims/jobs/:jobrun/progress", .operation(.viewImports), .claimImport)
        case .stopImport: post("/claims/jobs/:jobrun/stop", .session, .claimImport)
        case .claimImport: get("/claims/imports/:file", .operation(.viewImports), .claimImport)
        case .recheckImport:
            post("/claims/imports/:file/recheck", .operation(.correctClaim), .claimImport)
        case .importErrors:
            post("/claims/imports/:file/errors", .operation(.listJobErrors), .claimImport)
        case .claims: get("/claims", .operation(.viewClaims), .claims)
        case .findClaims: post("/claims", .operation(.viewClaims), .claims)
        case .claim: get("/claims/one/:claim", .operation(.viewClaims), .claims)
        case .claimError: get("/claims/errors/:error", .operation(.viewClaims), .claimImport)
        case .correctError:
            post("/claims/errors/:error/correct", .operation(.correctClaim), .claimImport)
        case .returnError:
            post("/claims/errors/:error/return", .operation(.correctClaim), .claimImport)
        case .object: post("/claims/objections", .operation(.fileObjection), .claims)
        case .answerObjection:
            post("/claims/objections/answer", .operation(.fileObjection), .claims)
        case .answerObjections:
            post("/claims/objections/answers", .operation(.fileObjection), .claims)
        case .objectionPaper:
            post("/claims/objections/paper", .operation(.printCasePaper), .claims)
        case .keyClaim: get("/claims/new", .form(.enterClaim), .claims)
        case .enterClaim: post("/claims/new", .operation(.enterClaim), .claims)
        case .agencyInvoices:
            get("/claims/invoices", .operation(.viewAgencyInvoices), .claimImport)
        case .takeAgencyInvoice:
            upload(
                "/claims/invoices", .operation(.importAgencyInvoice), by: .importAgencyInvoice,
                most: 5_000_000, .claimImport)
        case .agencyInvoice:
            get("/claims/invoices/:invoice", .operation(.viewAgencyInvoices), .claimImport)
        case .settleAgencyInvoice:
            post(
                "/claims/invoices/:invoice/settle", .operation(.acceptAgencyInvoice), .claimImport)
        // MARK: 償還
        case .reimbursements:
            get("/reimbursements", .operation(.viewReimbursement), .reimbursement)
        case .examineWaiting:
            post("/reimbursements/examine", .operation(.decideReimbursement), .reimbursement)
        case .approveReimbursements:
            post("/reimbursements/approve", .operation(.approveReimbursement), .reimbursement)
        case .enterReimbursements:
            get("/reimbursements/new", .form(.enterReimbursement), .reimbursement)
        case .readEntry: post("/reimbursements/new", .operation(.viewComputation), .reimbursement)
        case .checkEntry:
            get("/reimbursements/new/:entry", .operation(.viewComputation), .reimbursement)
        case .confirmEntry:
            post("/reimbursements/new/:entry", .operation(.enterReimbursement), .reimbursement)
        case .lookInstitution: get("/look/institution", .operation(.viewMasters), .reimbursement)
        case .lookChild: get("/look/child", .operation(.viewReimbursement), .reimbursement)
        case .reimbursement:
            get("/reimbursements/case/:case", .operation(.viewReimbursement), .reimbursement)
        case .proposeReimbursement:
            post(
                "/reimbursements/case/:case/propose", .operation(.decideReimbursement),
                .reimbursement)
        case .decideReimbursement:
            post(
                "/reimbursements/case/:case/decide", .operation(.decideReimbursement),
                .reimbursement)
        case .holdReimbursement:
            post("/reimbursements/case/:case/hold", .operation(.holdReimbursement), .reimbursement)
        case .releaseReimbursement:
            post(
                "/reimbursements/case/:case/release", .operation(.holdReimbursement),
                .reimbursement)
        case .withdrawReimbursement:
            post(
                "/reimbursements/case/:case/withdraw", .operation(.correctReimbursement),
                .reimbursement)
        case .enterLetter:
            post(
                "/reimbursements/case/:case/letter", .operation(.enterReimbursement),
                .reimbursement)
        case .approveReimbursement:
            post(
                "/reimbursements/case/:case/approve", .operation(.approveReimbursement),
                .reimbursement)
        case .sendBackReimbursement:
            post(
                "/reimbursements/case/:case/back", .operation(.approveReimbursement),
                .reimbursement)
        case .reimbursementSheet:
            post(
                "/reimbursements/case/:case/sheet", .operation(.printCasePaper), .reimbursement)
        case .holdReimbursementDecision:
            post(
                "/reimbursements/case/:case/decision/hold", .operation(.holdDecision),
                .reimbursement)
        case .resumeReimbursementDecision:
            post(
                "/reimbursements/case/:case/decision/resume", .operation(.holdDecision),
                .reimbursement)
        case .proposeCancellation:
            post(
                "/reimbursements/case/:case/cancel", .operation(.decideReimbursement),
                .reimbursement)
        case .approveCancellation:
            post(
                "/reimbursements/case/:case/cancel/approve", .operation(.approveReimbursement),
                .reimbursement)
        case .sendBackCancellation:
            post(
                "/reimbursements/case/:case/cancel/back", .operation(.approveReimbursement),
                .reimbursement)
        case .enterSlips: get("/reimbursements/slips", .form(.enterReimbursement), .slips)
        case .readSlips: post("/reimbursements/slips", .operation(.viewComputation), .slips)
        case .checkSlips:
            get("/reimbursements/slips/:entry", .operation(.viewComputation), .slips)
        case .confirmSlips:
            post("/reimbursements/slips/:entry", .operation(.enterReimbursement), .slips)
        case .enterAppliance:
            post(
                "/reimbursements/case/:case/appliance", .operation(.correctReimbursement),
                .reimbursement)
        case .correctReceipt:
            post(
                "/reimbursements/case/:case/receipt", .operation(.correctReimbursement),
                .reimbursement)
        // MARK: 給付の調整
        case .benefitLedger:
            get("/persons/:person/ledger", .operation(.viewClaims), .benefitLedger)
        case .doubts: get("/doubts", .operation(.viewClaims), .benefitLedger)
        case .decideDoubt:
            post("/persons/:person/ledger", .operation(.decideDuplicate), .benefitLedger)
        case .insurerWaits:
            get("/insurer-waits", .operation(.viewReimbursement), .reimbursement)
        case .remindInsurers:
            post("/insurer-waits", .operation(.holdReimbursement), .reimbursement)
        case .liabilities: get("/liabilities", .operation(.viewLiability), .liability)
        case .openLiability: post("/liabilities", .operation(.recordLiability), .liability)
        case .liability:
            get("/liabilities/one/:liability", .operation(.viewLiability), .liability)
        case .markLiability:
            post("/liabilities/one/:liability/mark", .operation(.recordLiability), .liability)
        case .recordLiability:
            post("/liabilities/one/:liability/record", .operation(.recordLiability), .liability)
        case .liabilityLetter:
            post("/liabilities/one/:liability/letter", .operation(.printLetters), .liability)
        case .reprintLiabilityLetter:
            post(
                "/liabilities/one/:liability/letter/again", .operation(.reprintLetter), .liability)
        case .liabilityGiveBack:
            post(
                "/liabilities/one/:liability/give-back", .operation(.recordLiability), .liability)
        case .approveClaimBack:
            post("/claim-backs/:claimback/approve", .operation(.approveClaimBack), .liability)
        case .sendBackClaimBack:
            post("/claim-backs/:claimback/back", .operation(.approveClaimBack), .liability)
        case .proxies: get("/proxies", .operation(.viewProxyReceipts), .proxyReceipt)
        case .openProxy: post("/proxies", .operation(.recordProxyReceipt), .proxyReceipt)
        case .insurerMandates:
            get("/proxies/insurers/:insurer", .operation(.viewProxyReceipts), .proxyReceipt)
        case .requestProxies:
            post("/proxies/insurers/:insurer", .operation(.writeInsurerRequest), .proxyReceipt)
        case .insurerRequest:
            get(
                "/proxies/requests/:insurerrequest", .operation(.viewProxyReceipts),
                .proxyReceipt)
        case .remindInsurer:
            post(
                "/proxies/requests/:insurerrequest/remind", .operation(.writeInsurerRequest),
                .proxyReceipt)
        case .reprintInsurerRequest:
            post(
                "/proxies/requests/:insurerrequest/print", .operation(.writeInsurerRequest),
                .proxyReceipt)
        case .insurerRequestList:
            post(
                "/proxies/requests/:insurerrequest/list", .operation(.writeInsurerRequest),
                .proxyReceipt)
        case .proxy: get("/proxies/one/:proxy", .operation(.viewProxyReceipts), .proxyReceipt)
        case .recordProxy:
            post("/proxies/one/:proxy/record", .operation(.recordProxyReceipt), .proxyReceipt)
        case .proxyGiveBack:
            post("/proxies/one/:proxy/give-back", .operation(.recordProxyReceipt), .proxyReceipt)
        // MARK: 支払
        case .schedule: get("/payments/schedule", .operation(.viewSchedule), .schedule)
        case .scheduleMonth: post("/payments/schedule", .operation(.scheduleMonth), .schedule)
        case .scheduleDay:
            get("/payments/schedule/:day", .operation(.viewSchedule), .schedule)
        case .holdPayments: post("/payments/hold", .operation(.holdPayment), .schedule)
        case .releasePayments: post("/payments/release", .operation(.releasePayment), .schedule)
        case .childPayments: get("/persons/:person/payments", .operation(.viewSchedule), .schedule)
        case .proposePayee:
            post("/persons/:person/payments/payee", .operation(.decideReimbursement), .schedule)
        case .decidePayee:
            post(
                "/persons/:person/payments/payee/:payeechange", .operation(.approvePayee), .schedule
            )
        case .runs: get("/payments/runs", .operation(.viewRun), .run)
        case .newRun: get("/payments/new-run", .operation(.viewRun), .run)
        case .proposeRun: post("/payments/runs", .operation(.proposeRun), .run)
        case .run: get("/payments/runs/:run", .operation(.viewRun), .run)
        case .approveRun: post("/payments/runs/:run/approve", .operation(.approveRun), .run)
        case .sendBackRun: post("/payments/runs/:run/back", .operation(.sendBackRun), .run)
        case .holdRun: post("/payments/runs/:run/hold", .operation(.holdDecision), .run)
        case .resumeRun: post("/payments/runs/:run/resume", .operation(.holdDecision), .run)
        case .runSheet: post("/payments/runs/:run/sheet", .operation(.printCasePaper), .run)
        case .writeTransferFile:
            post("/payments/runs/:run/file", .operation(.writeTransferFile), .run)
        case .accounts: get("/accounts", .operation(.viewAccounts), .decisions)
        case .confirmAccounts: post("/accounts", .operation(.approveAccount), .decisions)
        case .refuseAccount: post("/accounts/refuse", .operation(.approveAccount), .decisions)
        case .stops: get("/stop", .operation(.viewBatches), .stop)
        case .stopWork: post("/stop", .operation(.stopWork), .stop)
        case .resumeWork: post("/stop/:stop/resume", .operation(.resumeWork), .stop)
        case .takeResults:
            upload(
                "/payments/runs/:run/results", .operation(.recordTransferResults),
                by: .recordTransferResults, most: 20_000_000, .run)
        case .nothingReturned:
            post("/payments/runs/:run/settled", .operation(.recordTransferResults), .run)
        case .returns: get("/payments/returns", .operation(.viewReturns), .returns)
        case .repay: post("/payments/repay", .operation(.repay), .returns)
        case .receiveRecovery:
            post("/payments/recoveries/:recovery/receive", .operation(.recordRecovery), .returns)
        case .withdrawRecovery:
            post("/payments/recoveries/:recovery/withdraw", .operation(.recordRecovery), .returns)
        // MARK: 窓口払・返還・遡及の精算・会計
        case .counter: get("/payments/counter", .operation(.viewRun), .counter)
        case .proposeCounter: post("/payments/counter", .operation(.proposeRun), .counter)
        case .counterRun: get("/payments/counter/runs/:run", .operation(.viewRun), .counter)
        case .drawCash:
            post("/payments/counter/runs/:run/draw", .operation(.payAtCounter), .counter)
        case .closeCounter:
            post(
                "/payments/counter/runs/:run/close", .operation(.recordTransferResults), .counter)
        case .identifyReceiver:
            post(
                "/payments/counter/vouchers/:voucher/identify", .operation(.payAtCounter),
                .counter)
        case .handOverCash:
            post(
                "/payments/counter/vouchers/:voucher/hand-over",
                .operation(.confirmCounterPayment), .counter)
        case .recoveries: get("/payments/recoveries", .operation(.viewReturns), .recoveries)
        case .claimRecovery:
            post("/payments/recoveries", .operation(.recordRecovery), .recoveries)
        case .recovery:
            get("/payments/recoveries/:recovery", .operation(.viewReturns), .recoveries)
        case .recordReceipt:
            post(
                "/payments/recoveries/:recovery/receipts", .operation(.recordRecovery),
                .recoveries)
        case .proposeRecoveryAct:
            post("/payments/recoveries/:recovery/acts", .operation(.recordRecovery), .recoveries)
        case .demandPayment:
            post(
                "/payments/recoveries/:recovery/demands", .operation(.recordRecovery),
                .recoveries)
        case .recoverySheet:
            post(
                "/payments/recoveries/:recovery/sheet", .operation(.printCasePaper), .recoveries)
        case .decideRecoveryAct:
            post(
                "/payments/recovery-acts/:recoveryrequest", .operation(.approveRecovery),
                .recoveries)
        case .writeRefundFile:
            post("/payments/refunds/file", .operation(.writeTransferFile), .returns)
        case .identifyRefund:
            post(
                "/payments/refunds/:recoveryrequest/identify", .operation(.payAtCounter),
                .recoveries)
        case .handOverRefund:
            post(
                "/payments/refunds/:recoveryrequest/hand-over",
                .operation(.confirmCounterPayment), .recoveries)
        case .recordRefundResult:
            post(
                "/payments/refunds/:recoveryrequest/result",
                .operation(.recordTransferResults), .recoveries)
        case .retroactives: get("/payments/retroactive", .operation(.viewReturns), .retroactive)
        case .retroactive:
            get(
                "/payments/retroactive/:retroactive", .operation(.viewReturns), .retroactive)
        case .decideRetroactive:
            post(
                "/payments/retroactive/:retroactive", .operation(.approveRetroactive),
                .retroactive)
        case .retroactiveChild:
            get("/persons/:person/retroactive", .operation(.viewComputation), .retroactive)
        case .proposeRetroactive:
            post("/persons/:person/retroactive", .operation(.proposeRetroactive), .retroactive)
        case .accounting: get("/accounting", .operation(.viewBudget), .accounting)
        case .registerBudget: post("/accounting/budget", .operation(.manageBudget), .accounting)
        case .proposeExpenditure:
            post("/accounting/orders", .operation(.manageBudget), .accounting)
        case .writeAccountingFile:
            post("/accounting/file", .operation(.writeAccountingFile), .accounting)
        case .expenditure:
            get("/accounting/orders/:expenditure", .operation(.viewBudget), .accounting)
        case .decideExpenditure:
            post(
                "/accounting/orders/:expenditure/decide", .operation(.approveExpenditure),
                .accounting)
        case .handOverExpenditure:
            post(
                "/accounting/orders/:expenditure/hand-over", .operation(.handOverExpenditure),
                .accounting)
        case .answerExpenditure:
            post(
                "/accounting/orders/:expenditure/answer", .operation(.handOverExpenditure),
                .accounting)
        case .expenditurePaper:
            post("/accounting/orders/:expenditure/paper", .operation(.printCasePaper), .accounting)
        // MARK: 統計
        case .statistics: get("/statistics", .operation(.viewStatistics), .statistics)
        case .statisticsFile:
            post("/statistics", .operation(.exportData), .statistics)
        case .statisticsPaper:
            post("/statistics/paper", .operation(.produceStatistics), .statistics)
        case .statisticsList:
            get("/statistics/list", .operation(.listStatistics), .statistics)
        case .officeLists:
            get("/statistics/lists", .operation(.listStatistics), .statistics)
        case .subsidy: get("/statistics/subsidy", .operation(.viewStatistics), .statistics)
        case .subsidyList:
            get("/statistics/subsidy/list", .operation(.listStatistics), .statistics)
        case .subsidyClaim:
            get("/statistics/subsidy/claim", .operation(.listStatistics), .statistics)
        // MARK: 業務暦・ジョブ
        case .jobs: get("/jobs", .operation(.viewJobs), .jobs)
        case .jobHistory: get("/jobs/history", .operation(.viewJobs), .jobs)
        case .startJob: post("/jobs", .operation(.startJob), .jobs)
        case .jobRun: get("/jobs/runs/:jobrun", .operation(.viewJobs), .jobs)
        case .jobProgress: get("/jobs/runs/:jobrun/progress", .operation(.viewJobs), .jobs)
        case .goOnJob: post("/jobs/runs/:jobrun/run", .operation(.startJob), .jobs)
        case .stopJob: post("/jobs/runs/:jobrun/stop", .operation(.startJob), .jobs)
        case .consentJob: post("/jobs/runs/:jobrun/consent", .operation(.consentJob), .jobs)
        case .retryJob: post("/jobs/runs/:jobrun/retry", .operation(.startJob), .jobs)
        case .jobErrors: post("/jobs/runs/:jobrun/errors", .operation(.listJobErrors), .jobs)
        case .jobPaper: get("/jobs/runs/:jobrun/paper", .session, .jobs)
        case .remakePaper: post("/jobs/runs/:jobrun/paper", .operation(.reprintLetter), .jobs)
        // MARK: 複製・上限・印刷記録
        case .extractions: get("/extractions", .operation(.previewExtraction), .copies)
        case .defineExtraction: post("/extractions", .operation(.defineExtraction), .copies)
        case .shareExtraction:
            post("/extractions/:extraction/share", .operation(.defineExtraction), .copies)
        case .endExtraction:
            post("/extractions/:extraction/end", .operation(.defineExtraction), .copies)
        case .decideExtraction:
            post("/extractions/:extraction/decide", .operation(.shareExtraction), .copies)
        case .copies: get("/copies", .operation(.viewCopies), .copies)
        case .newCopy: get("/copies/new/:list", .operation(.viewCopies), .copies)
        case .requestCopy: post("/copies/new/:list", .operation(.requestCopy), .copies)
        case .copy: get("/copies/one/:copy", .operation(.viewCopies), .copies)
        case .approveCopy: post("/copies/one/:copy/approve", .operation(.approveCopy), .copies)
        case .refuseCopy: post("/copies/one/:copy/refuse", .operation(.approveCopy), .copies)
        case .withdrawCopy: post("/copies/one/:copy/withdraw", .operation(.requestCopy), .copies)
        case .writeCopy: post("/copies/one/:copy/write", .operation(.exportData), .copies)
        case .handOutCopy: post("/copies/one/:copy/hand", .operation(.recordTransport), .copies)
        case .recordMedium:
            post("/copies/one/:copy/medium", .operation(.recordTransport), .copies)
        case .ceilings: get("/copies/ceilings", .operation(.viewCopies), .copies)
        case .raiseCeiling: post("/copies/ceilings", .operation(.explainAccess), .copies)
        case .printLog: get("/print-log", .operation(.viewPrintLog), .printLog)
        }
    }

    /// The address with its parameters filled in, in their order.
    func path(_ values: any CustomStringConvertible...) -> String {
        var next = values.makeIterator()
        return definition.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.first == ":" else { return String(part) }
            guard let value = next.next() else {
                preconditionFailure("\(rawValue) needs more parameters")
            }
            return Typed.escaped(value.description)
        }.joined(separator: "/")
    }
}

private func get(
    _ path: String, _ access: RouteDefinition.Access, _ screen: Screen
) -> RouteDefinition {
    RouteDefinition(method: .get, path: path, access: access, screen: screen)
}

private func post(
    _ path: String, _ access: RouteDefinition.Access, _ screen: Screen
) -> RouteDefinition {
    RouteDefinition(method: .post, path: path, access: access, screen: screen)
}

/// A step of an electronic application.
private func electronic(_ step: String) -> RouteDefinition {
    post(
        "/e-applications/one/:eapplication/\(step)", .operation(.decideElectronicApplication),
        .eApplication)
}

/// A form with files, for those who may carry out an operation.
private func upload(
    _ path: String, _ access: RouteDefinition.Access, by operation: OperationCode,
    most: Int, _ screen: Screen
) -> RouteDefinition {
    RouteDefinition(
        method: .post, path: path, access: access, screen: screen,
        upload: .init(most: most, operation: operation))
}
