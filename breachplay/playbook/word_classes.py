"""Classes of words that many phrases share: `<people>` stands for customers, users, patients ...

A rule about what is said of people's data must know all the names that data has, and so must the
next rule. They are listed once, here, in the form of phrases; packs of users may use them too.
"""

from typing import Final

CLASSES: Final = {
    # Whose data it is.
    "people": "((customer|user|member|client|patient|player|subscriber|account holder|"
    "account owner|cardholder|policyholder|shareholder|guest|student|individual|person|"
    "consumer|shopper|investor|visitor|passenger|victim|donor|applicant|resident|citizen|"
    "pupil|merchant|partner|viewer|reader|voter|taxpayer|driver|owner|employee|saver|"
    "depositor)(|s|'s|s')|people(|'s)|everyone(|'s)|anyone(|'s)|children(|'s)|families|"
    "parents|staff)",
    # What was, or was not, taken.
    "data": "((record|detail|account|password|passphrase|credential|file|document|photo|"
    "picture|message|conversation|e-mail|number|card|wallet|asset|fund|deposit|saving|"
    "coin|token|balance|vault|key|backup|system|server|network|platform|database|website|"
    "site|app|application|service|environment|product|device|package|payment|transaction|"
    "profile|identit|identity|system|address|statement|prescription|vote|ballot|bucket|"
    "log-in)(|s|es|ies)|data|info|information|money|privacy|security|infrastructure|"
    "content|code|software|everything|identities)",
    # What happens to data, as a participle.
    "taken": "(stolen|taken|lost|accessed|compromised|leaked|exposed|copied|breached|"
    "viewed|seen|obtained|hacked|disclosed|downloaded|exfiltrated|misused|read|opened|"
    "touched|acquired|removed|tampered with|altered|infiltrated|penetrated|infected|"
    "decrypted|harmed|damaged|jeopardised|jeopardized|endangered|reached|intercepted|"
    "at risk|at any risk|put at risk|placed at risk|in danger)",
    # Who works for us.
    "staff": "((employee|staff member|colleague|engineer|developer|administrator|admin|"
    "technician|worker|intern|team member|volunteer|operator|clerk|manager|analyst|"
    "programmer|contractor|subcontractor|doctor|nurse|teacher|official|agent|executive|"
    "associate|secretary|temp|trainee|apprentice|teller|cashier|assistant|civil servant|"
    "officer|caseworker|bookkeeper|insider|freelancer|sysadmin|paralegal|receptionist|"
    "lecturer|supervisor|representative|moderator|team mate)(|s|'s|s')|member of (|our|the) (|*) "
    "staff|someone (on|"
    "in) our (|*) (team|office|company))",
    # Who works for us under a contract.
    "supplier": "((vendor|supplier|service provider|provider|processor|contractor|"
    "subcontractor|hosting company|hoster|agency|agencie|courier|courier company|"
    "courier service|business associate|business partner|partner|partner company|"
    "call centre|call center|consultant|consultancy|printer|mailing house|law firm|"
    "software company|software maker|manufacturer|developer|integrator|outside firm|"
    "outside company|external company|external firm|other compan|third-party|"
    "third-partie|it firm|it company|app maker)(|s|'s|s'|y|ies))",
    # The same, without those who may as well be the attacker ("third parties").
    "vendor": "((vendor|supplier|provider|processor|contractor|subcontractor|hosting company|"
    "web host|platform host|hoster|agency|agencie|courier|courier company|business associate|"
    "business partner|partner|partner organisation|partner organization|call centre|call center|"
    "consultancy|printer|mailing house|law firm|accountant|software company|software maker|"
    "software firm|manufacturer|integrator|reseller|outsourcer|fulfilment house|warehouse operator|"
    "outside firm|outside company|external company|external firm|third-party company|"
    "third-party firm|it firm|it company|it department of another|app maker|bureau|"
    "clearing house|affiliate|franchisee|data processor|merchant|debt collector|auditor|"
    "landlord|tech partner|third-party site|(billing|transcription|records|cloud|technology|design|"
    "support|insurance|data|hosting|communications|security software|cleaning|mailing|printing|"
    "removal|storage|shredding|"
    "delivery|moving|archive|hosting|payroll|accounting|collection|marketing|software|ticketing|"
    "logistics|outsourcing|translation|transport|waste|recruitment|survey|catering) "
    "(firm|company|companie|service|bureau|business))(|s|'s|s'|y|ies))",
    # Makers and products that many are harmed through.
    "brand": "(moveit|progress software|accellion|goanywhere|fortra|citrix|citrixbleed|log4j|"
    "salesloft|ivanti|kaseya|magento|wordpress|cleo|connectwise|barracuda|powerschool|"
    "infosys mccamish|pbi research|amca|sitel|conduent|welltok|netgain|24.7|synnovis|"
    "collins aerospace|blue yonder|oracle health|cerner)",
    # What stands between a verb and its participle.
    "adverb": "(completely|totally|fully|entirely|perfectly|absolutely|100%|wholly|quite|"
    "very|now|still|all|both|always|again|already|also|never|ever|currently|at all times|"
    "at any time|at any point|in any way|in any manner|in any form|actually|directly)",
    # Who finds a fault or a leak, and who writes about it.
    "finder": "((researcher|journalist|reporter|newspaper|blogger|security firm|"
    "media outlet|outlet|publication|publisher|website|broadcaster|whistle-blower|finder|"
    "analyst|consultant|youtuber|podcaster|news site|news organisation|news organization|"
    "magazine|tv station|tv channel|newsroom|paper|blog|author|professor|student|tester|"
    "bounty hunter|hobbyist)(|s|'s|s')|(ethical|white-hat|so-called) hacker(|s)|"
    "(individual|person|people|party|anyone|those|someone|man|woman|teenager|user) (|"
    "*) who (|*) (found|discovered|disclosed|reported|published|posted|leaked|shared|"
    "spoke|wrote|revealed|tweeted|uploaded|informed|tipped|publicised|publicized))",
    # What customers are blamed for doing.
    "misstep": "(use|used|using|re-use|reused|re-used|reusing|recycle|recycled|share|"
    "shared|sharing|chose|choosing|choose|picked|did not|had not|do not|not|never|failed|"
    "failing|neglected|installed|installing|clicked|clicking|disclosed|disclosing|stored|"
    "storing|fell|falling|gave|giving|entered|entering|downloaded|downloading|ignored|"
    "ignoring|left|leaving|opened|opening|responded|responding|allowed|allowing|"
    "signed up|connected|lost|losing|handed|kept|keeping|set up|misconfigured|"
    "misconfiguring|posted)",
    # What customers are blamed for handling badly.
    "login": "(password|passphrase|credential|log-in|login|log-in detail|login detail|"
    "username|user name|account detail|account|seed phrase|recovery phrase|private key|"
    "key|pin|code|two-factor|multi-factor|two-step|2fa|mfa|second factor|token|device|"
    "phone|computer|link|security|advice|warning|instruction|precaution|setting|app|"
    "environment|update|extension|phishing|scam)(|s)",
    # Customers, not the public: who may be blamed.
    "customer": "(customer|user|member|client|patient|player|subscriber|account holder|"
    "account owner|cardholder|policyholder|guest|student|individual|person|consumer|"
    "shopper|investor|visitor|passenger|victim|owner|merchant|people|holder|saver|driver|"
    "gamer|parent|admin)(|s)",
    # What staff and suppliers are blamed for doing.
    "misdeed": "(lost|mislaid|misplaced|left|failed|neglected|forgot|ignored|"
    "misconfigured|mishandled|mismanaged|misdirected|mis-sent|misused|exposed|leaked|"
    "violated|breached|broke|disregarded|bypassed|clicked|fell for|fell victim|responded|"
    "stole|sold|abused|overlooked|missed|botched|published|posted|uploaded|disclosed|"
    "e-mailed|emailed|attached|sent|shared|put|placed|took|taken|downloaded|copied|set|"
    "configured|entered|deleted|installed|opened|gave|handed|caused|made|did not|had not|"
    "was tricked|was duped|was fooled|was phished|was deceived|was responsible|"
    "was at fault|accessed|wiped|pushed|ran|deployed|typed|pasted|committed|mistyped|forwarded|"
    "dropped|threw|printed|transferred|connected|plugged)",
    # How they are said to have done it.
    "wrongly": "(inadvertently|accidentally|mistakenly|unintentionally|wrongly|"
    "erroneously|unknowingly|unwittingly|improperly|carelessly|negligently|incorrectly|"
    "by mistake|in error|illegally|unlawfully|deliberately|maliciously|wrongfully|"
    "without (authorisation|authorization|permission)|against (our|company) (policy|"
    "policies|rules)|in (violation|breach) of)",
    # What happened, as a noun.
    "incident": "((|data |security |cyber |cyber-security |privacy )(breach|incident|event|"
    "issue|attack|compromise|intrusion)(|s|es)|cyber-attack(|s)|cyberattack(|s)|hack(|s)|"
    "break-in(|s)|leak(|s)|outage(|s)|failure(|s)|unauthori(s|z)ed (access|activity|person|part(y|"
    "ies))|"
    "malware|ransomware|phishing|vulnerabilit(y|ies)|flaw(|s)|zero-day|weakness|exposure|"
    "theft|intruder(|s)|hackers|attackers|misconfiguration)",
    # What happened to somebody or something, after "was".
    "struck": "(attacked|breached|hacked|compromised|broken into|accessed|entered|"
    "infiltrated|penetrated|targeted|hit|struck|infected|encrypted|exploited|exposed|"
    "affected|impacted|victimi(s|z)ed|stolen|leaked|taken|copied|downloaded|misused|abused|"
    "intruded (on|upon)|left open|misconfigured|hijacked|searched)",
    # Steps and people of the law.
    "legal": "(legal action|legal step|legal steps|legal proceedings|legal option|"
    "legal options|legal remedies|legal measures|legal recourse|legal rights|"
    "legal consequences|legal means|legal avenues|legal team|lawyer|lawyers|attorney|"
    "attorneys|solicitor|solicitors|counsel|litigation|lawsuit|lawsuits|suit|sue|sued|"
    "suing|prosecute|prosecuted|prosecution|prosecuting|criminal charges|press charges|"
    "pressing charges|charges against|criminal complaint|complaint|injunction|"
    "restraining order|court order|gag order|cease-and-desist|fir|police report|damages|"
    "reported to the (police|authorities)|report * to the (police|authorities|fbi)|"
    "held (responsible|liable|accountable)|hold * (responsible|liable|accountable)|"
    "full (extent|force) of the law|takedown|take-down notice|unpunished|arrested|arrest|"
    "criminally|civil and criminal|notified (law enforcement|the police|the fbi)|"
    "reported (him|her|them|it|this) to (|the) (police|law enforcement|fbi|authorities))",
    # What will be well again, as verb, participle, noun or state.
    "restored": "(restore|restored|restoring|restoration|resume|resumed|resuming|resumption|"
    "reopen|reopened|reopening|re-enabled|recover|recovered|recovery|complete|completed|"
    "completing|completion|finish|finished|conclude|concluded|fix|fixed|resolve|resolved|"
    "resolution|operational|online|running|normal|functional|working|rebuilt|repaired|live|"
    "available|back|return|returned|done|end|ended|over and done)",
    # When: a day to come, or soon.
    "soon": "(soon|shortly|momentarily|imminently|in no time|before long|any (minute|moment|day) "
    "now|"
    "by (close of business|end of (day|play))|(in|over) the (coming|next|following) (|few|couple "
    "of|several|#) "
    "(minute|hour|day|week|month)(|s)|in (a few|a couple of|a matter of|several|another|"
    "about|under|around|approximately|roughly|#) (|#) (minute|hour|day|week|month)(|s)|within (|"
    "the next|the coming|"
    "the|a|about|around|approximately) (|few|couple of) (#|minutes|hours|day|days|week|weeks|"
    "month)|"
    "(by|before|at|until|towards|around) (|the) end of|(in|by) (|early|late|mid|the) "
    "(january|february|march|april|may|june|july|august|september|october|november|december|"
    "spring|summer|autumn|fall|winter|new year|(first|second|third|fourth) quarter)|(later|"
    "early|late|sometime|some time) (today|tonight|this|next|tomorrow|in)|tomorrow|tonight|"
    "next (week|month)|this (week|weekend|evening|afternoon|morning)|(by|before|until|from|"
    "on|at|for|early on|not before) (|late|mid|next|early) (noon|midnight|monday|tuesday|"
    "wednesday|thursday|friday|saturday|sunday|the weekend|lunchtime|#))",
    # What nobody should be asked to send.
    "secret": "(|full|current|old|new|account|card|bank|credit card|debit card|sign-in|log-in|"
    "credit|debit|payment|online banking) ((password|passcode|passphrase|pin|pin code|"
    "pin number|cvv|cvc|cvv2|cvv code|security code|three-digit code|verification code|"
    "one-time code|one-time password|one-time passcode|log-in code|sms code|access code|"
    "authenticator code|duo code|2fa code|mfa code|two-factor code|two-step code|card number|"
    "card detail|card info|card information|account detail|account number|acct number|account no|"
    "routing number|bank account|bank detail|banking detail|payment detail|credential|"
    "log-in detail|sign-in detail|sort code|iban|social security number|social security card|"
    "ssn|national insurance number|(passport|licence|license|tax|medicare|taxpayer|"
    "social insurance|government id|national id|identity card) (number|id|no)|tax id|"
    "date of birth|birth date|birthday|dob|sin|nhs number|aadhaar number|bvn|tax file number|"
    "nric|long number|#-digit number|wallet key|memorable word|memorable information|"
    "security number|mother's maiden name|(recovery|seed|secret|backup) "
    "(phrase|key|words)|private key|expiry date|expiration date|(security|secret) "
    "(question|answer|word)|log-in info|sign-in info|#-digit code|(health insurance|insurance|"
    "insurance member) "
    "(id|number)|(copy|photo|scan|picture|selfie|image|screenshot) (|of|with) (|*) (passport|"
    "licence|license|id|card|driver's license|identification|birth certificate|bank statement|"
    "online banking))(|s)|dates of birth)",
}
