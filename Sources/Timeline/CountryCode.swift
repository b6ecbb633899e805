/// A country code of ISO 3166-1, kept as alpha-2.
///
/// `XK` (Kosovo), which ISO reserves for users and every geolocation source uses, is accepted.
public struct CountryCode: Hashable, Sendable {
  /// The two-letter code in capitals.
  public let alpha2: String

  /// Creates a code from two or three ASCII letters in any case.
  ///
  /// Two letters are accepted as they are, so that codes newer than the table survive; three must
  /// be in the table of ISO 3166-1 alpha-3.
  public init?(_ text: some StringProtocol) {
    let upper = text.uppercased()
    guard upper.utf8.allSatisfy(\.isASCIILetter) else { return nil }
    switch upper.utf8.count {
    case 2: alpha2 = upper
    case 3:
      guard let code = CountryCode.alpha2ByAlpha3[upper] else { return nil }
      alpha2 = code
    default: return nil
    }
  }

  /// Whether ISO 3166-1 assigns the code.
  public var isAssigned: Bool { CountryCode.assigned.contains(alpha2) }

  private static let assigned = Set(alpha2ByAlpha3.values)

  private static let alpha2ByAlpha3: [String: String] = {
    var codes: [String: String] = [:]
    for pair in pairs.split(whereSeparator: \.isWhitespace) {
      codes[String(pair.dropFirst(2))] = String(pair.prefix(2))
    }
    return codes
  }()

  /// Alpha-2 and alpha-3 codes of ISO 3166-1, joined, in order of alpha-2.
  private static let pairs = """
    ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA
    AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES
    BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK
    CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA
    DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA
    GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS
    GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD
    IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA
    KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA
    LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ
    MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC
    NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
    PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC
    SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV
    SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR
    TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR
    VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE
    """
}
